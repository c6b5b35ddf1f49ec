import type { Made, MakeIssue, Tracker } from '@/server/follow-up/tracker';
import { type Answer, callOutside, Forbidden, Unanswered } from '../http';

type Request = { url: string; headers: Record<string, string>; body: unknown; linkOf: (said: Said) => string | null };
type Said = { html_url?: unknown; key?: unknown; message?: unknown; errorMessages?: unknown; errors?: unknown };
type Place = Tracker & { token: string };

/** GitHub's REST API: `POST /repos/{owner}/{repo}/issues`. */
const github = ({ baseUrl, project, token }: Place, title: string, text: string): Request => ({
  url: `${baseUrl}/repos/${project.split('/').map(encodeURIComponent).join('/')}/issues`,
  headers: {
    Accept: 'application/vnd.github+json',
    Authorization: `Bearer ${token}`,
    'X-GitHub-Api-Version': '2022-11-28',
  },
  body: { title, body: text },
  linkOf: ({ html_url: url }) => (typeof url === 'string' ? url : null),
});

/** Jira's REST API 2, which both its cloud (an account and its token) and one's own server (a token) answer. */
const jira = ({ baseUrl, project, issueType, account, token }: Place, title: string, text: string): Request => ({
  url: `${baseUrl}/rest/api/2/issue`,
  headers: {
    Accept: 'application/json',
    Authorization: account ? `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}` : `Bearer ${token}`,
  },
  body: { fields: { project: { key: project }, summary: title, description: text, issuetype: { name: issueType } } },
  linkOf: ({ key }) => (typeof key === 'string' ? `${baseUrl}/browse/${encodeURIComponent(key)}` : null),
});

/** Makes one issue. Never asks twice: what became of a lost answer, the caller decides. */
export const makeIssue: MakeIssue = async (tracker, { title, text }) => {
  const { url, headers, body, linkOf } = (tracker.kind === 'github' ? github : jira)(tracker, title, text);
  const call = {
    method: 'POST' as const,
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
  try {
    return madeOf(await callOutside(url, call, new AbortController().signal), linkOf);
  } catch (error) {
    if (error instanceof Forbidden) return { outcome: 'refused', reason: error.message };
    if (error instanceof Unanswered && !error.mayHaveArrived) return { outcome: 'try-again', reason: error.message };
    return { outcome: 'unknown', reason: error instanceof Error ? error.message : 'No answer' };
  }
};

function madeOf({ status, headers, body }: Answer, linkOf: Request['linkOf']): Made {
  const said = parsed(body);
  if (status === 201) {
    const url = linkOf(said);
    return url && /^https?:\/\//.test(url)
      ? { outcome: 'made', url }
      : { outcome: 'unknown', reason: 'It says that the issue was made, and not where' };
  }
  const reason = `It answered ${status}${wordsOf(said)}`;
  const seconds = Number(headers['retry-after']);
  // Refused before anything was made: too much at once, or not at home just now.
  if (status === 429 || status === 503 || (status === 403 && seconds > 0))
    return { outcome: 'try-again', reason, ...(seconds > 0 && { retryAfterSeconds: Math.min(seconds, 3_600) }) };
  return status >= 500 || status < 400 ? { outcome: 'unknown', reason } : { outcome: 'refused', reason };
}

function parsed(body: string): Said {
  try {
    const said: unknown = JSON.parse(body);
    return typeof said === 'object' && said !== null ? said : {};
  } catch {
    return {};
  }
}

/** What it says is wrong, short enough to be shown. */
function wordsOf({ message, errorMessages, errors }: Said): string {
  const list = Array.isArray(errorMessages) ? errorMessages : [];
  const fields = errors && typeof errors === 'object' ? Object.values(errors) : [];
  const words = [message, ...list, ...fields].filter((one) => typeof one === 'string').join('; ');
  return words ? `: ${words.slice(0, 300)}` : '';
}
