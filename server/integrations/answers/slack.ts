/** What somebody wrote cannot notify a channel, link or quote: Slack's three signs are written as it asks. */
export const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Seen by whoever asked alone. `lines` in Slack's own marks, foreign text in them escaped. */
export const ephemeral = (lines: string[]): { response_type: 'ephemeral'; text: string } => ({
  response_type: 'ephemeral',
  text: lines.join('\n'),
});
