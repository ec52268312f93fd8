import { beforeAll, describe, expect, it } from 'vitest';
import { ExpressionReader } from '../../../src-language/hosts/terraform/expression-reader.js';
import { ExpressionEvaluator } from '../../../src-language/hosts/terraform/evaluate/evaluate-expression.js';
import { functions } from '../../../src-language/hosts/terraform/evaluate/call-function.js';
import { mistake, noNames } from '../../../src-language/hosts/terraform/evaluate/scope.js';
import { encodeJson } from '../../../src-language/hosts/terraform/evaluate/functions/encode-json.js';
import { loadHclParser } from '../../support/hcl-parser.js';

let reader: ExpressionReader;
beforeAll(async () => {
  reader = new ExpressionReader(await loadHclParser());
});

/** The value of an expression as JSON, or the reason why there is none. */
function valueOf(source: string): string {
  const evaluator = new ExpressionEvaluator(
    { resolve: (_, at) => ({ value: mistake('no names here', at), taken: 99 }) },
    { readFile: () => ({ reason: 'no files here' }), renderTemplate: (_text, _file, _names, place) => mistake('no files here', place) },
  );
  const value = evaluator.evaluate(
    reader.read(source, { start: 0, end: source.length }),
    { file: 'x.tf', text: source, offset: 0, host: null },
    noNames,
  );
  return value.kind === 'unknown' ? value.reason : (encodeJson(value) ?? 'known in part');
}

/** From the examples of Terraform's documentation of each function (developer.hashicorp.com/terraform/language/functions). */
const documented: readonly [expression: string, value: string][] = [
  ['abs(-12.4)', '12.4'],
  ['alltrue(["true", true])', 'true'],
  ['alltrue([true, false])', 'false'],
  ['anytrue(["true"])', 'true'],
  ['anytrue([true, false])', 'true'],
  ['basename("foo/bar/baz.txt")', '"baz.txt"'],
  ['can("x")', 'true'],
  ['can(local.x)', 'false'],
  ['ceil(5.1)', '6'],
  ['chomp("hello\\n")', '"hello"'],
  ['chomp("hello\\r\\n")', '"hello"'],
  ['chomp("hello\\n\\n")', '"hello"'],
  ['chunklist(["a", "b", "c", "d", "e"], 2)', '[["a","b"],["c","d"],["e"]]'],
  ['coalesce("a", "b")', '"a"'],
  ['coalesce("", "b")', '"b"'],
  ['coalescelist([], ["c", "d"])', '["c","d"]'],
  ['compact(["a", "", "b", null, "c"])', '["a","b","c"]'],
  ['concat(["a", ""], ["b", "c"])', '["a","","b","c"]'],
  ['contains(["a", "b", "c"], "a")', 'true'],
  ['contains(["a", "b", "c"], "d")', 'false'],
  ['csvdecode("a,b,c\\n1,2,3\\n4,5,6\\n")', '[{"a":"1","b":"2","c":"3"},{"a":"4","b":"5","c":"6"}]'],
  ['dirname("foo/bar/baz.txt")', '"foo/bar"'],
  ['distinct(["a", "b", "a", "c", "d", "b"])', '["a","b","c","d"]'],
  ['element(["a", "b", "c"], 1)', '"b"'],
  ['element(["a", "b", "c"], 3)', '"a"'],
  ['element(["a", "b", "c"], -1)', '"c"'],
  ['endswith("hello world", "world")', 'true'],
  ['flatten([["a", "b"], [], ["c"]])', '["a","b","c"]'],
  ['flatten([[["a", "b"], []], ["c"]])', '["a","b","c"]'],
  ['floor(4.9)', '4'],
  ['format("Hello, %s!", "Ander")', '"Hello, Ander!"'],
  ['format("There are %d lights", 4)', '"There are 4 lights"'],
  ['format("%#v", 4)', '"4"'],
  ['format("%05d%%", 42)', '"00042%"'],
  ['format("%-5s|%5s|%.2f|%x", "ab", "cd", 1.005, 255)', '"ab   |   cd|1.00|ff"'],
  ['format("%[2]s %[1]s", "a", "b")', '"b a"'],
  ['format("%q in groups", "a\\"b")', '"\\"a\\\\\\"b\\" in groups"'],
  ['formatlist("Hello, %s!", ["Valentina", "Ander"])', '["Hello, Valentina!","Hello, Ander!"]'],
  ['formatlist("%s, %s!", "Salutations", ["Valentina", "Ander"])', '["Salutations, Valentina!","Salutations, Ander!"]'],
  ['indent(2, "a\\nb")', '"a\\n  b"'],
  ['index(["a", "b", "c"], "b")', '1'],
  ['join("-", ["foo", "bar", "baz"])', '"foo-bar-baz"'],
  ['join(", ", ["foo"])', '"foo"'],
  ['jsondecode("{\\"hello\\": \\"world\\"}")', '{"hello":"world"}'],
  ['jsondecode("true")', 'true'],
  ['jsonencode({ "hello" = "world" })', '"{\\"hello\\":\\"world\\"}"'],
  ['keys({ a = 1, c = 2, d = 3 })', '["a","c","d"]'],
  ['length([])', '0'],
  ['length(["a", "b"])', '2'],
  ['length({ "a" = "b" })', '1'],
  ['length("👾🕺🏼")', '2'],
  ['lookup({ a = "ay", b = "bee" }, "a", "what?")', '"ay"'],
  ['lookup({ a = "ay", b = "bee" }, "c", "what?")', '"what?"'],
  ['base64decode("SGVsbG8gV29ybGQ=")', '"Hello World"'],
  ['base64encode("Hello World")', '"SGVsbG8gV29ybGQ="'],
  ['base64sha256("hello world")', '"uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek="'],
  ['md5("hello world")', '"5eb63bbbe01eeed093cb22bb8f5acdc3"'],
  ['sha1("hello world")', '"2aae6c35c94fcfb415dbe95f408b9ce91ee846ed"'],
  ['sha256("hello world")', '"b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"'],
  [
    'sha512("hello world")',
    '"309ecc489c12d6eb4cc40f50c902f2b4d0ed77ee511a7c7a9bcd3ca86d4cd86f989dd35bc5ff499670da34255b45b0cfd830e81f605dcf7dc5542e93ae9cd76f"',
  ],
  ['base64sha512("hello world")', '"MJ7MSJwS1utMxA9QyQLytNDtd+5RGnx6m808qG1M2G+YndNbxf9JlnDaNCVbRbDP2DDoH2Bdz33FVC6TrpzXbw=="'],
  ['formatdate("DD MMM YYYY hh:mm ZZZ", "2018-01-02T23:12:01Z")', '"02 Jan 2018 23:12 UTC"'],
  ['formatdate("EEEE, DD-MMM-YY hh:mm:ss ZZZ", "2018-01-02T23:12:01Z")', '"Tuesday, 02-Jan-18 23:12:01 UTC"'],
  ['formatdate("EEE, DD MMM YYYY hh:mm:ss ZZZ", "2018-01-02T23:12:01-08:00")', '"Tue, 02 Jan 2018 23:12:01 -0800"'],
  ['formatdate("MMM DD, YYYY", "2018-01-02T23:12:01Z")', '"Jan 02, 2018"'],
  ['formatdate("HH:mmaa", "2018-01-02T23:12:01Z")', '"11:12pm"'],
  [`formatdate("M/D 'o''clock' H AA Z ZZZZZ", "2024-02-29T00:05:09.5+01:30")`, `"2/29 o'clock 12 AM +01:30 +01:30"`],
  ['lower("HELLO")', '"hello"'],
  ['matchkeys(["i-123", "i-abc", "i-def"], ["us-west", "us-east", "us-east"], ["us-east"])', '["i-abc","i-def"]'],
  ['max(12, 54, 3)', '54'],
  ['max([12, 54, 3]...)', '54'],
  ['merge({ a = "b", c = "d" }, { e = "f", c = "z" })', '{"a":"b","c":"z","e":"f"}'],
  ['merge([{ a = "b", c = "d" }, {}, { e = "f", c = "z" }]...)', '{"a":"b","c":"z","e":"f"}'],
  ['min(12, 54, 3)', '3'],
  ['one([])', 'null'],
  ['one(["hello"])', '"hello"'],
  ['parseint("100", 10)', '100'],
  ['parseint("FF", 16)', '255'],
  ['pow(3, 2)', '9'],
  ['range(3)', '[0,1,2]'],
  ['range(1, 4)', '[1,2,3]'],
  ['range(1, 8, 2)', '[1,3,5,7]'],
  ['range(4, 1)', '[4,3,2]'],
  ['regex("[a-z]+", "53453453.345345aaabbbccc23454")', '"aaabbbccc"'],
  ['regex("(\\\\d\\\\d\\\\d\\\\d)-(\\\\d\\\\d)-(\\\\d\\\\d)", "2019-02-01")', '["2019","02","01"]'],
  [
    'regex("^(?:(?P<scheme>[^:/?#]+):)?(?://(?P<authority>[^/?#]*))?", "https://terraform.io/docs/")',
    '{"authority":"terraform.io","scheme":"https"}',
  ],
  ['regexall("[a-z]+", "1234abcd5678efgh9")', '["abcd","efgh"]'],
  ['replace("1 + 2 + 3", "+", "-")', '"1 - 2 - 3"'],
  ['replace("hello world", "/w.*d/", "everybody")', '"hello everybody"'],
  ['replace("ab", "/(a)(b)/", "$2$1")', '"ba"'],
  ['reverse([1, 2, 3])', '[3,2,1]'],
  ['setintersection(["a", "b"], ["b", "c"], ["b", "d"])', '["b"]'],
  ['setproduct(["a", "b"], ["x"])', '[["a","x"],["b","x"]]'],
  ['setsubtract(["a", "b", "c"], ["a", "c"])', '["b"]'],
  ['setunion(["a", "b"], ["b", "c"], ["d"])', '["a","b","c","d"]'],
  ['signum(-13)', '-1'],
  ['slice(["a", "b", "c", "d"], 1, 3)', '["b","c"]'],
  ['sort(["e", "d", "a", "x"])', '["a","d","e","x"]'],
  ['split(",", "foo,bar,baz")', '["foo","bar","baz"]'],
  ['split(",", "foo")', '["foo"]'],
  ['split(",", "")', '[""]'],
  ['startswith("hello world", "hello")', 'true'],
  ['strcontains("hello world", "wor")', 'true'],
  ['strrev("hello")', '"olleh"'],
  ['substr("hello world", 1, 4)', '"ello"'],
  ['substr("🤔🤷", 0, 1)', '"🤔"'],
  ['substr("hello world", -5, -1)', '"world"'],
  ['substr("hello world", 6, 10)', '"world"'],
  ['sum([10, 13, 6, 4.5])', '33.5'],
  ['title("hello world")', '"Hello World"'],
  ['tobool("true")', 'true'],
  ['tolist(["a", "b", 3])', '["a","b","3"]'],
  ['tonumber("1")', '1'],
  ['toset(["c", "b", "b"])', '["b","c"]'],
  ['toset(["b", 3])', '["3","b"]'],
  ['tostring(1)', '"1"'],
  ['tostring(true)', '"true"'],
  ['transpose({ "a" = ["1", "2"], "b" = ["2", "3"] })', '{"1":["a"],"2":["a","b"],"3":["b"]}'],
  ['trim("?!hello?!", "!?")', '"hello"'],
  ['trim("foobar", "far")', '"oob"'],
  ['trimprefix("helloworld", "hello")', '"world"'],
  ['trimspace("  hello\\n\\n")', '"hello"'],
  ['trimsuffix("helloworld", "world")', '"hello"'],
  ['try(local.x, "fallback")', '"fallback"'],
  ['upper("hello")', '"HELLO"'],
  ['urlencode("Hello World!")', '"Hello+World%21"'],
  ['values({ a = 3, c = 2, d = 1 })', '[3,2,1]'],
  ['yamldecode("hello: world")', '{"hello":"world"}'],
  ['yamldecode("{a: [1, true, null]}")', '{"a":[1,true,null]}'],
  ['zipmap(["a", "b"], [1, 2])', '{"a":1,"b":2}'],
  ['log(16, 2)', '4'],
  ['sensitive("x")', '"x"'],
  ['nonsensitive("x")', '"x"'],
  ['tomap({ a = 1 })', '{"a":1}'],
  ['fileexists("x")', 'false'],
];

/** From its documentation of expressions and string templates. */
const expressions: readonly [expression: string, value: string][] = [
  ['1 + 2 * 3 == 7 && !false', 'true'],
  ['10 % 4 - -1', '3'],
  ['"a" == "a" ? "yes" : "no"', '"yes"'],
  ['[for s in ["a", "b"] : upper(s)]', '["A","B"]'],
  ['[for i, v in ["a", "b"] : "${i} is ${v}"]', '["0 is a","1 is b"]'],
  ['{ for s in ["a", "b"] : s => upper(s) }', '{"a":"A","b":"B"}'],
  ['[for k, v in { b = 2, a = 1 } : "${k}=${v}"]', '["a=1","b=2"]'],
  ['{ for s in ["one", "two", "six"] : length(s) => s... if s != "two" }', '{"3":["one","six"]}'],
  ['[{ id = "a" }, { id = "b" }][*].id', '["a","b"]'],
  ['null[*]', '[]'],
  ['"x"[*]', '["x"]'],
  ['[{ id = "a" }].*.id', '["a"]'],
  ['{ a = { b = ["c"] } }.a["b"][0]', '"c"'],
  ['"Hello, %{ if "x" != "" }${"x"}%{ else }unnamed%{ endif }!"', '"Hello, x!"'],
  ['<<EOT\n%{ for ip in ["10.1.16.154", "10.1.16.1"] ~}\nserver ${ip}\n%{ endfor ~}\nEOT\n', '"server 10.1.16.154\\nserver 10.1.16.1\\n"'],
  ['<<-EOT\n      hello\n        world\n    EOT\n', '"hello\\n  world\\n"'],
  ['"${1.50}${true}"', '"1.5true"'],
  ['"${[1, 2]}"', '[1,2]'],
  ['1 == "1"', 'false'],
  ['true || local.x', 'true'],
  ['[1, 2] == [1, 2]', 'true'],
  ['{ a = 1 } != { a = 2 }', 'true'],
];

describe('functions', () => {
  it.each(documented)('%s is %s', (source, value) => expect(valueOf(source)).toBe(value));

  it('all have an example', () => {
    const named = new Set(documented.map(([source]) => /^\w+/.exec(source)?.[0]));
    // They read files, which the tests of mappings have.
    const others = ['file', 'templatefile'];
    expect([...functions.keys()].filter((name) => !named.has(name) && !others.includes(name))).toEqual([]);
  });

  it.each([
    ['upper()', 'upper takes 1 argument, not 0'],
    ['format("%d", "x")', "format's %d takes a number"],
    ['format("%s")', 'format has more verbs than values'],
    ['join(",", "x")', 'join takes lists of texts, not a text'],
    ['element([], 0)', 'element takes a list with something in it'],
    ['flatten("x")', 'flatten takes a list, not a text'],
    ['merge("x")', 'merge takes maps, not a text'],
    ['tonumber("x")', 'a text is no number'],
    ['yamlencode({})', 'yamlencode() is not evaluated here'],
    ['fileset(".", "*.yaml")', 'fileset() lists files, and only those that are named, as in file("NAME"), are read here'],
    ['uuid()', 'what uuid() gives is known only when Terraform runs'],
    ['upper(timestamp())', 'what timestamp() gives is known only when Terraform runs'],
    ['regex("(?=x)", "x")', 'the regular expression is one that only Terraform can tell about'],
    ['range(1e9)', 'range makes too many numbers'],
    ['one([1, 2])', 'one takes a list of one element at most'],
    ['{ for s in ["a", "a"] : s => s }', 'two elements have the key "a"; Terraform wants each key once'],
    ['[1][3]', 'the list has 1 elements, and none with this index'],
    ['1 / 0', 'a number is divided by zero'],
    ['!"x"', 'a text is neither true nor false'],
  ])('%s gives no value: %s', (source, reason) => expect(valueOf(source)).toBe(reason));
});

describe('expressions', () => {
  it.each(expressions)('%s is %s', (source, value) => expect(valueOf(source)).toBe(value));
});
