// What langium's core takes from vscode-languageserver-protocol at run time; the command line bundles this instead.
export const LSPErrorCodes = { RequestCancelled: -32800, ServerCancelled: -32802, ContentModified: -32801, RequestFailed: -32803 };
export class ResponseError extends Error {
  constructor(code, message, data) {
    super(message);
    this.code = code;
    this.data = data;
  }
}
