import { describe, expect, it } from 'vitest';
import { crnInSentence, crnInWords, scopeDetail, scopeOfCrn } from '../../../src-language/mapping-set/crn/crn-scope.js';

const organization = 'crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa';
const environment = `${organization}/environment=env-prod`;
const kafka = `${environment}/cloud-cluster=lkc-7k2m9/kafka=lkc-7k2m9`;

describe('a CRN in words', () => {
  it.each([
    [`${kafka}/topic=orders-*`, 'Topics starting with orders-', 'lkc-7k2m9 in env-prod'],
    [`${kafka}/topic=orders-audit`, 'Topic orders-audit', 'lkc-7k2m9 in env-prod'],
    [`${kafka}/topic=*`, 'All topics', 'lkc-7k2m9 in env-prod'],
    [`${kafka}/group=readers`, 'Consumer group readers', 'lkc-7k2m9 in env-prod'],
    [`${kafka}/transactional-id=_confluent-flink_*`, 'Transactional IDs starting with _confluent-flink_', 'lkc-7k2m9 in env-prod'],
    [kafka, 'Kafka cluster lkc-7k2m9', 'env-prod'],
    [`${environment}/cloud-cluster=lkc-7k2m9`, 'Kafka cluster lkc-7k2m9', 'env-prod'],
    [`${environment}/cloud-cluster=lkc-1/ksql=ksqldb0`, 'ksqlDB cluster ksqldb0', 'lkc-1 in env-prod'],
    [`${environment}/cloud-cluster=lkc-1/connector=sink-*`, 'Connectors starting with sink-', 'lkc-1 in env-prod'],
    [`${environment}/schema-registry=lsrc-3333ccc/subject=clicks`, 'Subject clicks', 'lsrc-3333ccc in env-prod'],
    [`${environment}/flink-region=aws.us-east-1/compute-pool=lfcp-1`, 'Flink compute pool lfcp-1', 'aws.us-east-1 in env-prod'],
    [environment, 'Environment env-prod', 'everything in it'],
    [`${organization}/environment=*`, 'All environments', null],
    [`${organization}/service-account=sa-abc1234`, 'Service account sa-abc1234', null],
    [`${environment}/new-thing=x-*`, 'New-thing resources starting with x-', 'env-prod'],
  ])('%s', (crn, title, detail) => {
    expect(crnInWords(crn)).toBe(title);
    expect(scopeDetail(scopeOfCrn(crn) ?? expect.fail())).toBe(detail);
  });

  it('calls the organization by its name, unless the id is that of another', () => {
    const named = { display_name: { value: 'Acme' } };
    expect(crnInWords(organization, named)).toBe('Organization Acme');
    expect(crnInWords(organization, { ...named, id: { value: '1111aaaa-11aa-11aa-11aa-111111aaaaaa' } })).toBe('Organization Acme');
    expect(crnInWords(organization, { ...named, id: { value: '2222' } })).toBe('Organization 1111aaaa-11aa-11aa-11aa-111111aaaaaa');
    expect(crnInWords(organization)).toBe('Organization 1111aaaa-11aa-11aa-11aa-111111aaaaaa');
    expect(scopeDetail(scopeOfCrn(organization, named) ?? expect.fail())).toBe('all environments');
  });

  it('reads on in a sentence', () => {
    expect(crnInSentence(`${kafka}/topic=orders-*`)).toBe('topics starting with orders- in lkc-7k2m9 in env-prod');
    expect(crnInSentence(environment)).toBe('environment env-prod');
  });

  it.each([
    '',
    'crn://',
    'crn://confluent.cloud',
    'crn://confluent.cloud/',
    'lkc-1',
    `${environment}/cloud-cluster`,
    `${environment}/`,
    `${environment}/topic=`,
  ])('has no words for %j, and shows it as it is', (text) => {
    expect(scopeOfCrn(text)).toBeNull();
    expect(crnInWords(text)).toBe(text);
    expect(crnInSentence(text)).toBe(text);
  });
});
