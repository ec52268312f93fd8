locals {
  organization = "crn://confluent.cloud/organization=4444dddd-44dd-44dd-44dd-444444dddddd"
  teams        = yamldecode(file("${path.module}/teams.yaml"))
}

resource "confluent_group_mapping" "team" {
  for_each     = local.teams
  display_name = "Team ${each.key}"
  description  = "Whoever works in ${each.key}"
  filter       = "\"${each.value}\" in groups"
}

resource "confluent_role_binding" "team" {
  for_each    = confluent_group_mapping.team
  principal   = "User:${each.value.id}"
  role_name   = "MetricsViewer"
  crn_pattern = local.organization
}

resource "confluent_group_mapping" "auditors" {
  display_name = "Auditors"
  description  = "Look at all accounts"
  filter       = "\"cc-auditors\" in groups && \"cc-staff\" in groups"
}

resource "confluent_role_binding" "auditors" {
  principal   = "User:${confluent_group_mapping.auditors.id}"
  role_name   = "AccountAdmin"
  crn_pattern = local.organization
}
