/**
 * The scroll lock below dialogs and menus writes a `<style>`, which our policy refuses without the page's nonce.
 * It looks for it under the name that bundlers use. In the browser only; on the server nothing is written.
 */
if (typeof document !== 'undefined') {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
  if (nonce) Object.assign(globalThis, { __webpack_nonce__: nonce });
}

export {};
