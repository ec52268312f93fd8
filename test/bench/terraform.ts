import { createGroupFilterServices } from '../../src-language/group-filter-services.js';
import { loadHclParser } from '../support/hcl-parser.js';
import { median } from './measure.js';
import { makeFilters } from './workload.js';

/** What reading a large Terraform file takes. */
export interface TerraformReading {
  readonly title: string;
  readonly kilobytes: number;
  readonly mappings: number;
  /** From nothing, loading the parser included. */
  readonly coldMilliseconds: number;
  /** Median after a character was typed into a filter. */
  readonly keystrokeMilliseconds: number;
  /** Median of what the grammar alone takes to parse the same text, in turn with it. */
  readonly grammarMilliseconds: number;
}

/** A Terraform file of so many characters at least, with every mapping and role binding in a resource of its own. */
export function makePlainTerraform(characters: number): string {
  const blocks: string[] = [];
  let length = 0;
  for (const [index, filter] of makeFilters(2000).entries()) {
    if (length >= characters) break;
    const block = `resource "confluent_group_mapping" "team_${index}" {
  display_name = "Team ${index}"
  description  = "Access of team ${index}"
  filter       = ${JSON.stringify(filter)}
}

resource "confluent_role_binding" "team_${index}" {
  principal   = "User:\${confluent_group_mapping.team_${index}.id}"
  role_name   = "DeveloperRead"
  crn_pattern = "crn://confluent.cloud/organization=o/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-1/topic=team-${index}-*"
}

`;
    blocks.push(block);
    length += block.length;
  }
  return blocks.join('');
}

/** The same size as a map of teams, with everything computed from it. */
export function makeComputedTerraform(characters: number): string {
  const entries: string[] = [];
  let length = 0;
  for (let index = 0; length < characters; index++) {
    const entry = `    "team-${index}" = {
      display_name = "Team ${index}"
      filter       = "\\"cc-team-${index}\\" in groups || \\"cc-admins-${index % 40}\\" in groups"
      roles        = { developer = "DeveloperRead", writer = "DeveloperWrite" }
      environment  = "env-${index % 7}"
    }
`;
    entries.push(entry);
    length += entry.length;
  }
  return `locals {
  teams = {
${entries.join('')}  }
  grants = flatten([
    for name, team in local.teams : [
      for key, role in team.roles : { team = name, key = key, role = role, environment = team.environment }
    ]
  ])
}

resource "confluent_group_mapping" "team" {
  for_each     = local.teams
  display_name = each.value.display_name
  filter       = each.value.filter
}

resource "confluent_role_binding" "team" {
  for_each    = { for grant in local.grants : "\${grant.team}-\${grant.key}" => grant }
  principal   = "User:\${confluent_group_mapping.team[each.value.team].id}"
  role_name   = each.value.role
  crn_pattern = "crn://confluent.cloud/organization=o/environment=\${each.value.environment}"
}
`;
}

/** Reads a file from nothing, then again after each of some keystrokes in the middle of it. */
export async function measureTerraform(title: string, text: string, keystrokes: number): Promise<TerraformReading> {
  const read = (services: ReturnType<typeof createGroupFilterServices>, source: string) =>
    services.assemble(services.readFiles([{ path: 'main.tf', text: source }]).files);
  const started = performance.now();
  const services = createGroupFilterServices({ loadHclParser, followsEdits: true });
  await services.prepare([{ path: 'main.tf', text }]);
  const { groupMappings } = read(services, text);
  const coldMilliseconds = performance.now() - started;
  const at = text.indexOf(' in groups', text.length >> 1) - 2;
  const parser = await loadHclParser();
  const times: number[] = [];
  const grammarTimes: number[] = [];
  for (let typed = 1; typed <= keystrokes; typed++) {
    const edited = text.slice(0, at) + 'x'.repeat(typed) + text.slice(at);
    const before = performance.now();
    read(services, edited);
    const between = performance.now();
    parser.parse(edited, (root) => root.hasError);
    times.push(between - before);
    grammarTimes.push(performance.now() - between);
  }
  const kilobytes = Math.round(text.length / 1000);
  return {
    title,
    kilobytes,
    mappings: groupMappings.length,
    coldMilliseconds,
    keystrokeMilliseconds: median(times),
    grammarMilliseconds: median(grammarTimes),
  };
}
