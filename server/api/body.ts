import type { IncomingMessage } from 'node:http';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { bodies } from '../bounds';
import { AppError, invalid } from '../errors';

const unpackers = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const;

const tooLarge = (most: number) =>
  new AppError('too-large', `The body is larger than ${most} bytes: send less at once`);

/**
 * The whole body, unpacked and counted while it comes in: past `most` bytes it is refused (413) without reading the
 * rest, and an encoding we do not know is refused (415).
 */
export async function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding !== 'identity' && !(encoding in unpackers))
    throw new AppError(
      'unsupported-content',
      `Content-Encoding ${encoding} is not understood: send gzip, deflate, br or none`,
    );
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge(most);
  const stream =
    encoding === 'identity'
      ? request
      : // errors of the request must reach the reader of the unpacked stream
        request.on('error', (error) => unpacked?.destroy(error)).pipe(unpackers[encoding as keyof typeof unpackers]());
  const unpacked = stream === request ? undefined : (stream as ReturnType<typeof createGunzip>);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) throw tooLarge(most);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('invalid', 'The body could not be read', {
      fields: { body: 'send the whole body, packed as its Content-Encoding says' },
      cause: error,
    });
  }
  return Buffer.concat(chunks);
}

/** How deep brackets nest outside strings; JSON.parse itself would spend its stack on ten thousand of them. */
function depthOf(text: string): number {
  let deepest = 0;
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (quoted) {
      if (c === 92) i += 1;
      else if (c === 34) quoted = false;
    } else if (c === 34) quoted = true;
    else if (c === 91 || c === 123) deepest = Math.max(deepest, ++depth);
    else if (c === 93 || c === 125) depth -= 1;
  }
  return deepest;
}

/** JSON of bounded depth, or a 400 that says what is wrong with the body. */
export function parseJson(bytes: Buffer): unknown {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (depthOf(text) > bodies.jsonDepth) throw invalid({ body: `nest at most ${bodies.jsonDepth} levels deep` });
  try {
    return JSON.parse(text);
  } catch {
    throw invalid({ body: 'send JSON: this could not be read as JSON' });
  }
}
