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

/** A comment goes on to the end of its line, and of the string that the filter stands in: where that ends, `rest` is not. */
const comment = (rest) => ({ match: `//(?:${rest})*`, name: 'comment.line.double-slash.groupfilter' });

/** Inside a double-quoted string of JSON, YAML or HCL: the filter's own quotes and backslashes are escaped. */
const insideDouble = [
  comment('[^"\\\\\\n]|\\\\[^n]'),
  string('other', '[rR]\\\\"', '\\\\"', null, '"'),
  string('other', "[rR]'", "'", null, '"'),
  string('double', '\\\\"', '\\\\"', '\\\\\\\\(?:\\\\"|\\\\\\\\|.)', '"'),
  string('single', "'", "'", '\\\\\\\\(?:\\\\"|\\\\\\\\|.)', '"'),
  ...words,
];

/** Inside a single-quoted YAML scalar: a single quote is doubled. */
const insideSingle = [
  comment("[^'\\n]|''"),
  string('other', '[rR]"', '"', "''", "'(?!')"),
  string('other', "[rR]''", "''", null, "'(?!')"),
  string('double', '"', '"', `${celEscape}|''`, "'(?!')"),
  string('single', "''", "''", celEscape, "'(?!')"),
  ...words,
];

/** Looks back at the key of a filter and at what stands between it and the value. The key itself stays the host's: who takes it breaks the host's grammar. */
function after(...keys) {
  const blanks = ['', ' ', '  ', '   ', '    ', '\\t'];
  return `(?<=${keys.flatMap(([key, mark]) => blanks.flatMap((blank) => [`${key}${mark}${blank}`, `${key} ${mark}${blank}`])).join('|')})`;
}

/** Whether a quoted value can be a filter: it speaks of `groups`, or it is `true`, which is for everybody. Elsewhere `filter` is another thing. */
const promising = {
  "'": "(?=(?:[^'\\n]|'')*\\bgroups\\b|\\s*(?:true|false)\\s*')",
  '"': '(?=(?:[^"\\\\\\n]|\\\\.)*\\bgroups\\b|\\s*(?:true|false)\\s*")',
};

/**
 * Where a plain scalar of YAML ends: with its line, at a comment, and, in a flow collection, at a comma or bracket of the collection. A comma or
 * bracket of the filter itself is always between brackets.
 */
const plainEnd = '$|(?=\\s+#)';
const insidePlain = [
  string('other', '[rR]"', `"|${plainEnd}`, null),
  string('other', "[rR]'", `'|${plainEnd}`, null),
  string('double', '"', `"|${plainEnd}`, celEscape),
  string('single', "'", `'|${plainEnd}`, celEscape),
  ...['()', '[]', '{}'].map((brackets) => ({
    begin: `\\${brackets[0]}`,
    end: `\\${brackets[1]}|${plainEnd}`,
    captures: { 0: { name: 'punctuation.bracket.groupfilter' } },
    patterns: [{ include: '#inside-plain' }],
  })),
  ...words,
];

/** What may stand between a key of YAML and its value: an anchor, a tag. */
const properties = '((?:(?:&[^\\s,\\[\\]{}]+|!<[^>\\s]*>|!!?[\\w-]*)[ \\t]+)*)';
const propertyScopes = { patterns: [{ include: 'source.yaml.1.2#tag-property' }, { include: 'source.yaml.1.2#anchor-property' }] };

/** A quoted value of YAML: the host's string scope outside, the filter inside. */
function quotedYaml(quote, close, hostScope, patterns, lead) {
  return {
    begin: `${lead}${properties}(${quote})${promising[quote]}`,
    beginCaptures: { 1: propertyScopes, 2: { name: `${hostScope} punctuation.definition.string.begin.yaml` } },
    end: close,
    endCaptures: { 0: { name: `${hostScope} punctuation.definition.string.end.yaml` } },
    contentName: 'meta.embedded.inline.groupfilter',
    patterns,
  };
}

/** A filter inside a double-quoted string of its host, from right behind the quote to right before the other. */
function insideString(keys, patterns) {
  return {
    begin: `\\G(?<=${keys.map((key) => `${key}"`).join('|')})${promising['"']}`,
    end: '(?=")',
    contentName: 'meta.embedded.inline.groupfilter',
    patterns,
  };
}

/** Each text with each number of blanks behind it. */
function withBlanks(texts, most) {
  return texts.flatMap((text) => Array.from({ length: most + 1 }, (_, count) => text + (count === 0 ? '' : `[ \\t]{${count}}`)));
}

const yamlLead = after(['[\\s{,]filter', ':'], ['"filter"', ':'], ["'filter'", ':']);
/** A filter in a plain or quoted scalar that begins behind `lead`. */
function flowScalars(lead) {
  return [
    {
      // A colon before a blank, or a hash behind one, would be the end of a plain scalar.
      begin: `${lead}${properties}(?=[^\\s'"|>&*!#%@\`{}\\[\\],?:-](?:[^\\n:#]|:(?!\\s)|(?<!\\s)#)*\\bgroups\\b|groups\\b)`,
      beginCaptures: { 1: propertyScopes },
      end: `${plainEnd}|(?=\\s*[,\\]}])`,
      contentName: 'meta.embedded.inline.groupfilter',
      patterns: [{ include: '#inside-plain' }],
    },
    quotedYaml("'", "'(?!')", 'string.quoted.single.yaml', insideSingle, lead),
    quotedYaml('"', '"', 'string.quoted.double.yaml', insideDouble, lead),
  ];
}

const yamlComment = {
  match: '(#).*$',
  captures: { 1: { name: 'punctuation.definition.comment.yaml' } },
  name: 'comment.line.number-sign.yaml',
};
const jsonKeys = withBlanks(
  withBlanks(['"filter"'], 1).map((key) => `${key}:`),
  4,
);
/** Terraform's formatter aligns the signs of neighbouring attributes, the longest of which may be long. */
const hclKeys = withBlanks(
  withBlanks(['^filter', '\\sfilter'], 24).map((key) => `${key}=`),
  1,
);
/** Templates in a string are Terraform's. */
const hclInterpolation = [{ include: 'source.hcl.terraform#string_interpolation' }, { include: 'source.hcl#string_interpolation' }];
/** What makes a line of text a filter, when its key cannot be seen from there: that something is sought in `groups`, or that `groups` is examined. */
const unmistakable = '(?:["\'`]\\s+in\\s+groups\\b|\\bgroups\\s*\\.\\s*(?:exists_one|exists|all|filter|map)\\s*\\()';

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
    // Not into itself: the rule of plain scalars begins without taking a character, and would begin again at the same place for ever.
    injectionSelector: 'L:source.yaml -string -comment -meta.embedded',
    patterns: [
      {
        // The rules of the YAML grammar around this one take the indentation of each line: what is left when they go on is inside the scalar.
        begin: `${yamlLead}${properties}(?:(\\|)|(>))(?:([-+])|([1-9]))*(?=\\s*(?:#.*)?$)`,
        beginCaptures: {
          1: propertyScopes,
          2: { name: 'keyword.control.flow.block-scalar.literal.yaml' },
          3: { name: 'keyword.control.flow.block-scalar.folded.yaml' },
          4: { name: 'storage.modifier.chomping-indicator.yaml' },
          5: { name: 'constant.numeric.indentation-indicator.yaml' },
        },
        while: '\\G',
        name: 'meta.scalar.yaml',
        patterns: [
          {
            begin: '$',
            while: '\\G',
            patterns: [
              {
                // The scalar's own indentation is that of its first line; a comment that has less stands behind the scalar.
                begin: '\\G(?!$)(?=( *+))',
                end: '\\G(?!\\1)(?=[\\t ]*+#)',
                contentName: 'string.unquoted.block.yaml',
                patterns: [
                  {
                    // From the first line that speaks of groups: other things are called `filter` too.
                    begin: '\\G( *+)(?=[^\\n]*\\bgroups\\b)',
                    while: '\\G(?:(\\1)|(?! *#))',
                    captures: { 1: { name: 'punctuation.whitespace.indentation.yaml' } },
                    contentName: 'meta.embedded.block.groupfilter',
                    patterns: plain,
                  },
                  { match: '\\G +', name: 'punctuation.whitespace.indentation.yaml' },
                ],
              },
              yamlComment,
            ],
          },
          yamlComment,
        ],
      },
      {
        // The value is on the lines below its key: there it may as well be a list or a map, which are the host's.
        begin: `${yamlLead}\\s*?((#)[^\\n]*)?$\\n?`,
        beginCaptures: { 1: { name: yamlComment.name }, 2: yamlComment.captures[1] },
        while: '\\G',
        patterns: [...flowScalars('(?<=^|\\s)'), { include: 'source.yaml.1.2#block-node' }],
      },
      ...flowScalars(yamlLead),
    ],
    repository: { 'inside-plain': { patterns: insidePlain } },
  }),
  'syntaxes/json-groupfilter.tmLanguage.json': grammar('injection.json.groupfilter', {
    injectionSelector: 'L:string.quoted.double.json -meta.embedded',
    patterns: [insideString(jsonKeys, insideDouble)],
  }),
  'syntaxes/terraform-groupfilter.tmLanguage.json': grammar('injection.terraform.groupfilter', {
    injectionSelector: ['string.quoted.double.hcl', 'string.unquoted.heredoc.hcl']
      .map((scope) => `L:${scope} -meta.embedded -meta.interpolation`)
      .join(', '),
    patterns: [
      insideString(hclKeys, [...hclInterpolation, ...insideDouble]),
      {
        // A heredoc ends at a line with nothing but its word.
        begin: `^(?=[^\\n]*${unmistakable})`,
        while: '^(?!\\s*\\w+\\s*$)',
        contentName: 'meta.embedded.block.groupfilter',
        patterns: [...hclInterpolation, ...plain],
      },
    ],
  }),
};
