/** Functions of Terraform's whose results depend on the time, the machine or a cipher, so that only Terraform can tell them. */
const ofTheRun: ReadonlySet<string> = new Set([
  'abspath',
  'base64gzip',
  'bcrypt',
  'ephemeralasnull',
  'issensitive',
  'pathexpand',
  'plantimestamp',
  'rsadecrypt',
  'timestamp',
  'uuid',
]);

/** Functions of Terraform's that mappings do not use, which are not evaluated. */
const notEvaluated: ReadonlySet<string> = new Set([
  'cidrhost',
  'cidrnetmask',
  'cidrsubnet',
  'cidrsubnets',
  'convert',
  'filebase64',
  'filebase64sha256',
  'filebase64sha512',
  'filemd5',
  'filesha1',
  'filesha256',
  'filesha512',
  'fileset',
  'templatestring',
  'textdecodebase64',
  'textencodebase64',
  'timeadd',
  'timecmp',
  'type',
  'uuidv5',
  'yamlencode',
]);

/** Every function of Terraform's that is not evaluated. */
export const namesOfOtherFunctions: ReadonlySet<string> = new Set([...ofTheRun, ...notEvaluated]);

/** Why it is not known what one of them gives, and what could be written instead. */
export function whyNotEvaluated(name: string): string {
  if (name === 'fileset') return 'fileset() lists files, and only those that are named, as in file("NAME"), are read here';
  return notEvaluated.has(name) ? `${name}() is not evaluated here` : `what ${name}() gives is known only when Terraform runs`;
}
