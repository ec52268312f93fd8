import type { EditingContext } from '../editing-context.js';
import { crnsOf } from './crn-segments.js';
import type { SnippetBody, SnippetPart } from './write-text.js';

/** A piece of a mapping file with places to fill in. */
export interface FileSnippet {
  readonly label: string;
  readonly detail: string;
  readonly body: SnippetBody;
}

const stop = (number: number, text = ''): SnippetPart => ({ stop: number, text });

/** The snippets for an item of a list, by the place of the item; none for lists of texts. */
export function itemSnippets(context: EditingContext, place: string): readonly FileSnippet[] {
  switch (place) {
    case 'group_mappings[]':
      return [
        {
          label: 'group mapping',
          detail: 'Roles for everyone whose groups satisfy a filter',
          body: {
            map: [
              ['display_name', [stop(1, 'MAPPING')]],
              ['filter', ['"', stop(2, 'GROUP'), '" in groups']],
              ['role_bindings', { list: [roleBinding(context, 3)] }],
            ],
          },
        },
        {
          label: 'literal group mapping',
          detail: 'Roles for the members of one exact group',
          body: {
            map: [
              ['display_name', [stop(1, 'MAPPING')]],
              ['group', [stop(2, 'GROUP')]],
              ['role_bindings', { list: [roleBinding(context, 3)] }],
            ],
          },
        },
      ];
    case 'users[]':
      return [
        user('sample user', 'Somebody with exactly the groups that Confluent Cloud sees', ['groups', { list: [[stop(2, 'GROUP')]] }]),
        user('sample user of the directory', 'Somebody by their memberships: what is sent of them follows from sso.group_claim', [
          'member_of',
          { list: [[stop(2, 'GROUP')]] },
        ]),
        user('sample user by attributes', 'Somebody by what the assertion or token carries', [
          'attributes',
          { map: [[context.settings.groupAttribute ?? 'groups', { list: [[stop(2, 'GROUP')]] }]] },
        ]),
      ];
    case 'group_mappings[].acls[]':
      return [
        {
          label: 'ACL',
          detail: 'One Kafka ACL',
          body: {
            map: [
              ['kafka_cluster', [stop(1, 'lkc-1')]],
              ['resource_type', [stop(2, 'TOPIC')]],
              ['resource_name', [stop(3, 'NAME')]],
              ['pattern_type', [stop(4, 'LITERAL')]],
              ['operation', [stop(5, 'READ')]],
              ['permission', [stop(6, 'ALLOW')]],
              ['host', ['*']],
            ],
          },
        },
      ];
    case 'group_mappings[].role_bindings[]':
    case 'users[].role_bindings[]':
    case 'users[].expect.role_bindings[]':
    case 'users[].expect.not_role_bindings[]':
      return [{ label: 'role binding', detail: 'A role on a resource', body: roleBinding(context, 1) }];
    case 'known_groups[]':
      return [
        {
          label: 'known group',
          detail: 'A group with an id and a name',
          body: {
            map: [
              ['id', [stop(1, 'ID')]],
              ['display_name', [stop(2, 'GROUP')]],
            ],
          },
        },
      ];
    case 'settings.roles[]':
      return [
        {
          label: 'role',
          detail: 'A role of the organization’s own',
          body: {
            map: [
              ['name', [stop(1, 'ROLE')]],
              ['scopes', { list: [[stop(2, 'environment')]] }],
              ['administrator', [stop(3, 'false')]],
            ],
          },
        },
      ];
    default:
      return [];
  }
}

/** Snippets that write a whole key, by the place of the map it goes into. */
export function keySnippets(context: EditingContext, place: string): readonly (FileSnippet & { readonly key: string })[] {
  if (place === 'users[]')
    return [
      {
        key: 'expect',
        label: 'expectation',
        detail: 'A test: what their sign-in should come to',
        body: {
          map: [
            ['sign_in', [stop(1, 'allowed')]],
            ['account', [stop(2, context.settings.jitEnabled ? 'created' : 'existing')]],
            ['group_mappings', { list: [[stop(3, 'MAPPING')]] }],
            ['role_bindings', { list: [[stop(4, 'ROLE')]] }],
          ],
        },
      },
    ];
  return place === ''
    ? [{ key: 'sso', label: 'sso section', detail: 'How people sign in, and how groups are sent', body: ssoSection }]
    : [];
}

/** A small mapping file, for an empty one. */
export function wholeFile(context: EditingContext): FileSnippet {
  return {
    label: 'mapping file',
    detail: 'A whole mapping file to start from',
    body: {
      map: [
        ['organization', { map: [['id', [stop(1, organizationOf(context) ?? 'ORGANIZATION')]]] }],
        ['sso', ssoSectionFrom(2)],
        ['known_groups', { list: [[stop(4, 'GROUP')]] }],
        [
          'group_mappings',
          {
            list: [
              {
                map: [
                  ['display_name', [stop(5, 'MAPPING')]],
                  ['filter', ['"', stop(4, 'GROUP'), '" in groups']],
                  ['role_bindings', { list: [roleBinding(context, 6)] }],
                ],
              },
            ],
          },
        ],
        [
          'users',
          {
            list: [
              {
                map: [
                  ['name', [stop(8, 'ana@example.com')]],
                  ['groups', { list: [[stop(4, 'GROUP')]] }],
                ],
              },
            ],
          },
        ],
      ],
    },
  };
}

const ssoSection = ssoSectionFrom(1);

function ssoSectionFrom(first: number): SnippetBody {
  return {
    map: [
      ['identity_provider', [stop(first, 'okta')]],
      ['group_attribute', [stop(first + 1, 'groups')]],
    ],
  };
}

function user(label: string, detail: string, groups: readonly [string, SnippetBody]): FileSnippet {
  return { label, detail, body: { map: [['name', [stop(1, 'name@example.com')]], ['account', ['new']], groups] } };
}

function roleBinding(context: EditingContext, first: number): SnippetBody {
  const organization = organizationOf(context);
  const known: readonly SnippetPart[] =
    organization === null
      ? ['crn://confluent.cloud/organization=', stop(first + 1, 'ORGANIZATION')]
      : [`crn://confluent.cloud/organization=${organization}/environment=`, stop(first + 1, 'ENVIRONMENT')];
  return {
    map: [
      ['role_name', [stop(first, 'DeveloperRead')]],
      ['crn_pattern', known],
    ],
  };
}

/** The organization's id, as the set says it or as its resources name it. */
function organizationOf(context: EditingContext): string | null {
  const id = context.set.organization.id?.value ?? crnsOf(context).seen('', 'organization')[0];
  return id !== undefined && /^[\w-]+$/.test(id) ? id : null;
}
