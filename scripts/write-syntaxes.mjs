// The TextMate grammars: that of filters, and one injection a host. They are written from here because a filter's quotes look different in every
// place that a host can hold it in (`"a"`, `\"a\"`, `''a''`), while everything else about it is the same.

/** The scopes of a filter's own words, common to every place. */
const words = [
  { match: '&&|\\|\\||!(?!=)', name: 'keyword.operator.logical.groupfilter' },
  { match: '==|!=|<=|>=|<|>', name: 'keyword.operator.comparison.groupfilter' },
  { match: '\\bin\\b', name: 'keyword.operator.expression.in.groupfilter' },
  { match: '\\b(?:true|false|null)\\b', name: 'constant.language.groupfilter' },
  { match: '(?<![.\\w])groups\\b(?!\\s*\\()', name: 'variable.language.groups.groupfilter' },
  {
    match: '\\b(?:exists_one|exists|all|filter|map|has|startsWith|endsWith|contains|matches|size)(?=\\s*\\()',
    name: 'support.function.groupfilter',
  },
  { match: '\\b(?:0x[0-9A-Fa-f]+|[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)[uU]?\\b', name: 'constant.numeric.groupfilter' },
  { match: '[?:+\\-*/%]', name: 'keyword.operator.groupfilter' },
  { match: '[()\\[\\]{}]', name: 'punctuation.bracket.groupfilter' },
  { match: '[_a-zA-Z][_a-zA-Z0-9]*', name: 'variable.other.groupfilter' },
];

/** A string of a filter: how it opens and closes where it stands, and what an escape looks like there. */
function string(kind, open, close, escape, stop) {
  return {
    begin: open,
    end: stop ? `${close}|(?=${stop})` : close,
    beginCaptures: { 0: { name: 'punctuation.definition.string.begin.groupfilter' } },
    endCaptures: { 0: { name: 'punctuation.definition.string.end.groupfilter' } },
    name: `string.quoted.${kind}.groupfilter`,
    patterns: escape ? [{ match: escape, name: 'constant.character.escape.groupfilter' }] : [],
  };
}

const celEscape = '\\\\(?:[abfnrtv\\\\?"\'`]|[xX][0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0-3][0-7]{2})';

/** Filters as they stand in their own files, block scalars and heredocs. */
const plain = [
  { match: '//.*$', name: 'comment.line.double-slash.groupfilter' },
  string('triple', '[rR]?"""', '"""', celEscape),
  string('triple', "[rR]?'''", "'''", celEscape),
  string('other', '[rR]"', '"|$', null),
  string('other', "[rR]'", "'|$", null),
  string('double', '"', '"|$', celEscape),
  string('single', "'", "'|$", celEscape),
  ...words,
];

/** Inside a double-quoted string of JSON, YAML or HCL: the filter's own quotes and backslashes are escaped. */
const insideDouble = [
  string('double', '\\\\"', '\\\\"', '\\\\\\\\(?:\\\\"|\\\\\\\\|.)', '"'),
  string('single', "'", "'", '\\\\\\\\(?:\\\\"|\\\\\\\\|.)', '"'),
  ...words,
];

/** Inside a single-quoted YAML scalar: a single quote is doubled. */
const insideSingle = [string('double', '"', '"', celEscape, "'(?!')"), string('single', "''", "''", celEscape, "'(?!')"), ...words];

/** Looks back at the key of a filter and at what stands between it and the value. The key itself stays the host's: who takes it breaks the host's grammar. */
function after(...keys) {
  const blanks = ['', ' ', '  ', '   ', '    ', '\\t'];
  return `(?<=${keys.flatMap(([key, mark]) => blanks.flatMap((blank) => [`${key}${mark}${blank}`, `${key} ${mark}${blank}`])).join('|')})`;
}

/** A quoted value of a host: the host's string scope outside, the filter inside. `lead` is what stands before it, with as many groups as captures. */
function quoted(lead, leadCaptures, quote, close, hostScope, patterns) {
  return {
    begin: `${lead}(${quote})(?=[^\\n]*\\bgroups\\b)`,
    beginCaptures: {
      ...leadCaptures,
      [Object.keys(leadCaptures).length + 1]: { name: `${hostScope} punctuation.definition.string.begin` },
    },
    end: close,
    endCaptures: { 0: { name: `${hostScope} punctuation.definition.string.end` } },
    contentName: 'meta.embedded.inline.groupfilter',
    patterns,
  };
}

const yamlLead = after(['[\\s{,]filter', ':'], ['"filter"', ':'], ["'filter'", ':']);
const jsonLead = after(['"filter"', ':']);
/** HCL's grammar is flat: nothing is broken by taking the key along, and blanks before `=` may be many. */
const hclKey = '(?<=^|[\\s{])(filter)(\\s*)(=)\\s*';
const hclCaptures = {
  1: { name: 'variable.declaration.hcl variable.other.readwrite.hcl' },
  2: {},
  3: { name: 'keyword.operator.assignment.hcl' },
};

function grammar(scopeName, extra) {
  return { $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json', scopeName, ...extra };
}

/** Path → grammar. */
export const syntaxes = {
  'syntaxes/groupfilter.tmLanguage.json': grammar('source.groupfilter', {
    name: 'Group filter',
    fileTypes: ['groupfilter'],
    patterns: plain,
  }),
  'syntaxes/yaml-groupfilter.tmLanguage.json': grammar('injection.yaml.groupfilter', {
    injectionSelector: 'L:source.yaml -string -comment',
    patterns: [
      {
        // The rules of the YAML grammar around this one take the indentation of each line: what is left when they go on is inside the scalar.
        begin: `${yamlLead}([|>])([-+0-9]*)(?=\\s*(?:#.*)?$)`,
        beginCaptures: {
          1: { name: 'keyword.control.flow.block-scalar.yaml' },
          2: { name: 'storage.modifier.chomping-indicator.yaml' },
        },
        while: '\\G',
        patterns: [
          { begin: '$', while: '\\G', contentName: 'meta.embedded.block.groupfilter', patterns: plain },
          { match: '#.*$', name: 'comment.line.number-sign.yaml' },
        ],
      },
      quoted(yamlLead, {}, "'", "'(?!')", 'string.quoted.single.yaml', insideSingle),
      quoted(yamlLead, {}, '"', '"', 'string.quoted.double.yaml', insideDouble),
    ],
  }),
  'syntaxes/json-groupfilter.tmLanguage.json': grammar('injection.json.groupfilter', {
    injectionSelector: 'L:source.json -string -comment, L:source.json.comments -string -comment',
    patterns: [quoted(jsonLead, {}, '"', '"', 'string.quoted.double.json', insideDouble)],
  }),
  'syntaxes/terraform-groupfilter.tmLanguage.json': grammar('injection.terraform.groupfilter', {
    injectionSelector: 'L:source.hcl -string -comment, L:source.hcl.terraform -string -comment',
    patterns: [
      {
        begin: `${hclKey}(<<-?)([A-Za-z_][\\w-]*)\\s*$`,
        beginCaptures: { ...hclCaptures, 4: { name: 'keyword.operator.heredoc.hcl' }, 5: { name: 'keyword.control.heredoc.hcl' } },
        end: '^\\s*\\5\\s*$',
        endCaptures: { 0: { name: 'keyword.control.heredoc.hcl' } },
        contentName: 'meta.embedded.block.groupfilter',
        patterns: [{ match: '[$%]\\{[^}]*\\}', name: 'meta.interpolation.hcl' }, ...plain],
      },
      quoted(hclKey, hclCaptures, '"', '"', 'string.quoted.double.hcl', [
        { match: '[$%]\\{[^}]*\\}', name: 'meta.interpolation.hcl' },
        ...insideDouble,
      ]),
    ],
  }),
};
