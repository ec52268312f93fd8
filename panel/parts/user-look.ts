import type { EvaluatorUser } from '../../protocol.js';
import { fill, type PanelWords } from '../words.js';
import type { IconName } from './icon.js';

/** The sign and the tone of what comes of a user's sign-in. */
export function lookOfUser(user: EvaluatorUser): { readonly icon: IconName; readonly tone: string } {
  if (user.signIn !== 'allowed') return { icon: 'deny', tone: 'bad' };
  if (user.unknown.length > 0) return { icon: 'question', tone: 'unk' };
  return user.hasAccess ? { icon: 'check', tone: 'ok' } : { icon: 'warning', tone: 'warn' };
}

/** What comes of it in a few words. */
export function resultOfUser(user: EvaluatorUser, { parts }: PanelWords): string {
  if (user.refusal !== null) return user.refusal;
  if (user.unknown.length > 0) return fill(user.roles === 1 ? parts.atLeastRole : parts.atLeastRoles, user.roles);
  if (user.roles === 0) return parts.noRole;
  return user.roles === 1 ? parts.roleOne : fill(parts.roleMany, user.roles);
}
