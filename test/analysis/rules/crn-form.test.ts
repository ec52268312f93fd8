import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCrnForm, type CrnFault } from '../../../src-language/mapping-set/crn/check-crn-form.js';
import { parseCrn } from '../../../src-language/mapping-set/crn/parse-crn.js';
import { applyEdits } from '../../../src-language/text/range.js';
import { expectInFile, findingsOf, fixedFiles, messageOf } from './rule-cases.js';

const code = 'crn-form';
const organization = 'crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa';
const environment = `${organization}/environment=env-596`;
const cluster = `${environment}/cloud-cluster=lkc-1111aaa`;
/** A role of its own: nothing is said about what it can be bound to. */
const bound = (crn: string) =>
  `settings: { roles: [{ name: R }] }\ngroup_mappings:\n  - { display_name: M, group: g, role_bindings: [{ role_name: R, crn_pattern: '${crn}' }] }\n`;
const fixed = (crn: string) => fixedFiles(code, bound(crn));

/** Every form that Confluent's documentation, Terraform provider and command line use. */
const documented = [
  organization,
  `${organization}/environment=env-abc123`,
  cluster,
  `${cluster}/kafka=lkc-1111aaa`,
  `${cluster}/kafka=lkc-1111aaa/topic=clicks-*`,
  `${cluster}/kafka=lkc-1111aaa/topic=*`,
  `${cluster}/kafka=lkc-1111aaa/group=readers`,
  `${cluster}/kafka=lkc-1111aaa/transactional-id=_confluent-flink_*`,
  `${environment}/schema-registry=lsrc-3333ccc`,
  `${environment}/schema-registry=lsrc-3333ccc/subject=clicks`,
  `${environment}/schema-registry=lsrc-3333ccc/kek=name`,
  `${cluster}/ksql=ksqldb0`,
  `${cluster}/connector=sink`,
  `${environment}/flink-region=aws.us-east-1`,
  `${environment}/flink-region=aws.us-east-1/compute-pool=lfcp-1`,
  `${environment}/provider-integration=cspi-1`,
  `${organization}/service-account=sa-abc1234`,
  `${organization}/group-mapping=group-w4vP`,
  `${organization}/identity-provider=op-1`,
];

describe(code, () => {
  it.each(documented)('leaves %s alone', (crn) => {
    expect(findingsOf(bound(crn)).filter((finding) => finding.code.startsWith('crn-') || finding.code === 'role-scope')).toEqual([]);
  });

  it.each([
    ['a topic without the Kafka cluster', `${cluster}/<|topic=orders-*|>`, `${cluster}/kafka=lkc-1111aaa/topic=orders-*`],
    ['a connector within kafka', `${cluster}/kafka=lkc-1/<|connector=c|>`, `${cluster}/connector=c`],
    ['a registry within a cluster', `${cluster}/<|schema-registry=lsrc-1|>/subject=s`, `${environment}/schema-registry=lsrc-1/subject=s`],
    ['another word', `${organization}/<|env|>=env-1`, `${organization}/environment=env-1`],
    ['the word of the command line', `${cluster}/kafka=lkc-1/<|transactionalid|>=t`, `${cluster}/kafka=lkc-1/transactional-id=t`],
    ['a slip', `${cluster}/kafka=lkc-1/<|topics|>=t`, `${cluster}/kafka=lkc-1/topic=t`],
    ['capitals', `${cluster}/kafka=lkc-1/<|Topic|>=t`, `${cluster}/kafka=lkc-1/topic=t`],
    ['a colon', `${cluster}/kafka=lkc-1/<|topic:orders|>`, `${cluster}/kafka=lkc-1/topic=orders`],
    ['a slash at the end', `${environment}<|/|>`, environment],
    ['two slashes', `${organization}<|/|>/environment=env-1`, `${organization}/environment=env-1`],
    ['a blank at the end', `${cluster}/kafka=lkc-1/topic=<|orders |>`, `${cluster}/kafka=lkc-1/topic=orders`],
    ['another authority', 'crn://<|confluent.clowd|>/organization=o', 'crn://confluent.cloud/organization=o'],
    ['an empty authority', '<|crn:///|>organization=o', 'crn://confluent.cloud/organization=o'],
    ['no authority', 'crn://<|organization=o|>/environment=e', 'crn://confluent.cloud/organization=o/environment=e'],
  ])('%s', (_what, marked, whole) => {
    expectInFile(code, bound(marked));
    expect(fixed(marked.replace(/<\||\|>/g, ''))).toEqual([bound(whole)]);
  });

  it.each([['an empty authority', '<|crn:///|>organization=o', 'crn://confluent.cloud/organization=o']])('%s', (_what, marked, whole) => {
    expectInFile(code, bound(marked));
    expect(fixed(marked.replace(/<\||\|>/g, ''))).toEqual([bound(whole)]);
  });

  it.each([
    ['a kind that is not known', `${environment}/<|warehouse|>=w-1`],
    ['a name alone', `${organization}/<|env-1|>`],
    ['something left over', `${cluster}/kafka=lkc-1/topic=orders/<|audit|>`],
    ['no name', `${cluster}/kafka=lkc-1/<|topic=|>`],
    ['no organization', 'crn://confluent.cloud/<|environment=env-1|>'],
    ['a cluster without its environment', `${organization}/<|cloud-cluster=lkc-1|>`],
    ['two environments', `${environment}/<|environment=env-2|>`],
    ['a second organization', `${environment}/<|organization=o|>`],
    ['a * in a name', `${cluster}/kafka=lkc-1/topic=<|*-audit|>`],
    ['nothing at all', '<|crn://confluent.cloud|>'],
    ['an authority of its own', 'crn://<|mds.example|>/organization=o'],
  ])('%s, with nothing to offer', (_what, marked) => {
    expectInFile(code, bound(marked));
    expect(fixed(marked.replace(/<\||\|>/g, ''))).toEqual([]);
  });

  it('says what can stand there', () => {
    expect(messageOf(code, bound(`${environment}/warehouse=w-1`))).toBe(
      '"warehouse" is no kind of resource that is known in a CRN. Within environment cloud-cluster, schema-registry, flink-region or provider-integration can stand.',
    );
    expect(messageOf(code, bound(`${cluster}/topic=t`))).toBe(
      '"topic" stands within kafka, not within cloud-cluster. Write kafka=lkc-1111aaa before it.',
    );
  });

  it('says nothing of what follows a part that is not known', () => {
    expect(findingsOf(bound(`${environment}/warehouse=w-1/table=t`)).filter((finding) => finding.code === code)).toHaveLength(2);
    expect(findingsOf(bound(`${environment}/warehouse=w-1/topic=t`)).filter((finding) => finding.code === code)).toHaveLength(1);
  });

  it('says one thing a part at most, and its repairs come to an end', () => {
    const part = fc.constantFrom(
      '', 'organization=o', 'environment=e', 'cloud-cluster=c', 'kafka=c', 'topic=t', 'env=e', 'connector=x', 'odd', 'odd=1', 'topic:t',
      'topic=', 'schema-registry=s', 'topic= t',
    ); // prettier-ignore
    fc.assert(
      fc.property(
        fc.constantFrom('confluent.cloud', 'confluent.clowd', ''),
        fc.array(part, { minLength: 1, maxLength: 6 }),
        (authority, parts) => {
          let text: string | undefined = ['crn://' + authority, ...parts].join('/');
          for (let steps = 0; text !== undefined; steps++) {
            const faults: readonly CrnFault[] = checkCrnForm(parseCrn(text) ?? expect.fail());
            const starts = faults.map(({ range }) => range.start);
            expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
            for (const { range } of faults) expect(range.end).toBeLessThanOrEqual(text.length);
            expect(steps).toBeLessThan(25);
            const repair = faults.find((fault) => fault.repair)?.repair;
            text = repair ? applyEdits(text, repair.edits) : undefined;
          }
        },
      ),
    );
  });
});
