import { LSPErrorCodes, ResponseError, type CancellationToken, type Connection } from 'vscode-languageserver';

/** A handler of requests that never fails: cancelled requests say so, and a fault of ours is logged and answered with nothing. */
export type SafeHandler<Params, Result> = (params: Params, token: CancellationToken) => Promise<Result | ResponseError<void>>;

/**
 * Wraps a handler so that a fault in it never reaches the client or stops the server. `nothing` is the answer then; it is also what a
 * handler that has nothing to say returns.
 */
export function handleSafely<Params, Result>(
  connection: Connection,
  feature: string,
  nothing: Result,
  handler: (params: Params, token: CancellationToken) => Promise<Result> | Result,
): SafeHandler<Params, Result> {
  return async (params, token) => {
    if (token.isCancellationRequested) return cancelled();
    try {
      const result = await handler(params, token);
      return token.isCancellationRequested ? cancelled() : result;
    } catch (fault) {
      if (fault instanceof ResponseError) return fault as ResponseError<void>;
      logFault(connection, feature, fault);
      return nothing;
    }
  };
}

/** Stops a handler whose request was cancelled; `handleSafely` answers for it. */
export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw cancelled();
}

/** A fault of ours, in the server's log: it should never happen, and nobody's work stops because of it. */
export function logFault(connection: Connection, feature: string, fault: unknown): void {
  connection.console.error(`${feature}: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`);
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
}
