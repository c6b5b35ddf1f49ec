import { createServer, type RequestListener, type Server } from 'node:http';
import { server as ours } from '../bounds';

type Bounds = { headersMs: number; requestMs: number; keepAliveMs: number; checkMs: number };

/**
 * The HTTP server of the product. Whoever sends a request byte by byte is cut off: Node looks every `checkMs` for
 * requests whose headers take longer than `headersMs`, or which are not whole after `requestMs` (F08).
 */
export const httpServer = (handle: RequestListener, bounds: Bounds = ours): Server =>
  createServer(
    {
      headersTimeout: bounds.headersMs,
      requestTimeout: bounds.requestMs,
      connectionsCheckingInterval: bounds.checkMs,
      // Node's 5 s end an idle connection just as a sender uses it again; proxies keep theirs for a minute.
      keepAliveTimeout: bounds.keepAliveMs,
    },
    handle,
  );
