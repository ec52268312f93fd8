import type { FindingSummary } from '../../protocol.js';
import { markdownCode, markdownText, oneLine } from '../markdown.js';
import type { Translate } from '../translate.js';
import { setOf, type GroupNode, type MappingNode, type TreeNode } from './tree-nodes.js';

/** How an item of the view looks and reads, without the editor's types. */
export interface NodeLook {
  readonly label: string;
  readonly description: string;
  /** A codicon, with the theme colour that it has if not the ordinary one. */
  readonly icon: string;
  readonly iconColor?: string;
  /** Markdown; what comes from files is escaped. */
  readonly tooltip: string;
  /** All of it in words, for screen readers. */
  readonly spoken: string;
  readonly isOpen: boolean | null;
  /** What menus are offered for. */
  readonly context: string;
  readonly badge: Badge | null;
}

/** How many findings there are, and how grave the gravest is. */
export type Badge = Pick<FindingSummary, 'severity' | 'count'>;

/** Describes an item: what it is, how many users it is about, what is found at it. */
export function describeNode(node: TreeNode, t: Translate): NodeLook {
  const findings = 'mapping' in node ? node.mapping.findings : 'group' in node ? node.group.findings : null;
  const look = lookOf(node, t);
  const spoken = [
    look.spoken ?? [look.label, look.description].filter(Boolean).join(', '),
    ...(findings ? [findingsInWords(findings, t)] : []),
  ];
  const messages = findings?.messages.map((message) => `- ${markdownText(message)}`) ?? [];
  const more = findings && findings.count > messages.length ? [`- ${t('{0} more', findings.count - messages.length)}`] : [];
  const tooltip = [look.tooltip, ...(messages.length > 0 ? [[...messages, ...more].join('\n')] : [])].filter(Boolean).join('\n\n');
  return { isOpen: null, context: node.kind, badge: findings, ...look, spoken: spoken.join('; '), tooltip };
}

type Look = Pick<NodeLook, 'label' | 'description' | 'icon' | 'tooltip'> & Partial<NodeLook>;

function lookOf(node: TreeNode, t: Translate): Look {
  switch (node.kind) {
    case 'set': {
      const { name, counts, mappings } = node.tree;
      const errors = counts.errors === 1 ? t('1 error') : counts.errors > 0 ? t('{0} errors', counts.errors) : '';
      const warnings = counts.warnings === 1 ? t('1 warning') : counts.warnings > 0 ? t('{0} warnings', counts.warnings) : '';
      return {
        label: oneLine(name),
        description: node.path,
        spoken: [t('Mapping set {0}', oneLine(name)), node.path, errors, warnings].filter(Boolean).join(', '),
        icon: 'organization',
        tooltip: `**${markdownText(name)}**\n\n${t('Group mappings: {0}, sample users: {1}', mappings.length, node.tree.users)}${errors || warnings ? `\n\n${[errors, warnings].filter(Boolean).join(', ')}` : ''}`,
        badge:
          counts.errors > 0
            ? { severity: 'error', count: counts.errors }
            : counts.warnings > 0
              ? { severity: 'warning', count: counts.warnings }
              : null,

        isOpen: true,
      };
    }
    case 'mappings': {
      const count = node.parent.tree.mappings.length;
      return section(t('Group mappings'), count, 'key', true);
    }
    case 'groups': {
      const count = node.parent.tree.groups.length;
      return section(t('Groups'), count, 'account', false);
    }
    case 'mapping':
      return lookOfMapping(node, t);
    case 'users': {
      const { matching, unknown } = node.parent.mapping;
      const label = t('Matching users');
      return {
        label,
        description: usersInWords(matching, unknown, setOf(node).users, t),
        icon: 'account',
        tooltip: '',
        isOpen: matching + unknown > 0 ? false : null,
      };
    }
    case 'user': {
      const description = node.user.isUnknown ? t('unknown') : '';
      return {
        label: nameOf(node.user.name, t),
        description,
        icon: node.user.isUnknown ? 'question' : 'person',
        tooltip: node.user.isUnknown ? t('Nobody can say whether the group mapping matches: its condition is unknown.') : '',
      };
    }
    case 'binding': {
      const { roleName, scope, crnPattern, isAdministrator, mayBeAbsent } = node.binding;
      const uncertain = mayBeAbsent ? [t('may not be there')] : [];
      return {
        label: nameOf(roleName, t),
        description: [oneLine(scope), ...uncertain].join(' · '),
        icon: isAdministrator ? 'shield' : 'person-add',
        tooltip: `**${markdownText(roleName)}**${isAdministrator ? ` (${t('administrator role')})` : ''}\n\n${markdownText(scope)}\n\n${markdownCode(crnPattern)}`,
        spoken: [
          t('grants {0}', oneLine(roleName)),
          ...(isAdministrator ? [t('administrator role')] : []),
          oneLine(scope),
          ...uncertain,
        ].join(', '),
      };
    }
    case 'acl': {
      const { text, isDeny, mayBeAbsent } = node.acl;
      return {
        label: nameOf(text, t),
        description: ['ACL', ...(mayBeAbsent ? [t('may not be there')] : [])].join(' · '),
        icon: isDeny ? 'circle-slash' : 'unlock',
        tooltip: `**ACL**\n\n${markdownCode(text)}${mayBeAbsent ? `\n\n${t('Whether there is such an ACL at all is not known.')}` : ''}`,
        spoken: [t('ACL {0}', oneLine(text)), ...(mayBeAbsent ? [t('may not be there')] : [])].join(', '),
      };
    }
    case 'group':
      return lookOfGroup(node, t);
  }
}

function lookOfMapping({ mapping, parent }: MappingNode, t: Translate): Look {
  const { displayName, filter, group, matching, unknown, id } = mapping;
  const users = setOf(parent).users;
  const isUnknown = unknown > 0 || (filter === null && group === null);
  const counted = users === 0 ? '' : usersInWords(matching, unknown, users, t);
  const condition =
    filter !== null
      ? markdownCode(filter)
      : group !== null
        ? `${t('Group')} ${markdownCode(group)}`
        : t('It has no condition that can be read.');
  return {
    label: nameOf(displayName, t),
    description: counted,
    icon: isUnknown ? 'question' : group !== null ? 'symbol-constant' : 'filter',
    ...(isUnknown && { iconColor: 'charts.purple' }),
    tooltip: [
      `**${markdownText(nameOf(displayName, t))}**${id === null ? '' : ` ${markdownCode(id)}`}`,
      condition,
      ...(counted ? [counted] : []),
    ].join('\n\n'),
    isOpen: false,
    context: [
      'mapping',
      ...(filter !== null ? ['filter'] : []),
      ...(group !== null ? ['literal'] : []),
      ...(id !== null ? ['id'] : []),
    ].join(' '),
  };
}

function lookOfGroup({ group, parent }: GroupNode, t: Translate): Look {
  const { name, id, isKnown, users, mappings } = group;
  const used =
    mappings.length === 0 ? t('in no mapping') : mappings.length === 1 ? t('in 1 mapping') : t('in {0} mappings', mappings.length);
  const all = setOf(parent).users;
  const members = all === 0 ? '' : users === 1 ? t('1 user') : t('{0} users', users);
  return {
    label: nameOf(name, t),
    description: [used, members].filter(Boolean).join(' · '),
    icon: isKnown ? 'organization' : 'circle-large-outline',
    tooltip: [
      `**${markdownText(nameOf(name, t))}**${id === null ? '' : ` ${markdownCode(id)}`}`,
      ...(isKnown ? [] : [t('It is not among the known groups.')]),
      [used, members].filter(Boolean).join(', '),
    ].join('\n\n'),
    isOpen: mappings.length > 0 ? false : null,
    context: ['group', ...(id === null ? [] : ['id'])].join(' '),
  };
}

function section(label: string, count: number, icon: string, isOpen: boolean): Look {
  return { label, description: String(count), icon, tooltip: '', isOpen: count > 0 ? isOpen : null };
}

function usersInWords(matching: number, unknown: number, all: number, t: Translate): string {
  const certain = t('{0} of {1} users', matching, all);
  return unknown === 0 ? certain : matching === 0 ? t('{0} of {1} unknown', unknown, all) : `${certain}, ${t('{0} unknown', unknown)}`;
}

function findingsInWords({ severity, count, messages: [first] }: FindingSummary, t: Translate): string {
  const counted = {
    error: count === 1 ? t('1 finding, an error') : t('{0} findings, the gravest an error', count),
    warning: count === 1 ? t('1 finding, a warning') : t('{0} findings, the gravest a warning', count),
    information: count === 1 ? t('1 finding') : t('{0} findings', count),
  }[severity];
  return first === undefined ? counted : `${counted}: ${oneLine(first)}`;
}

function nameOf(name: string, t: Translate): string {
  return oneLine(name) || t('(no name)');
}
