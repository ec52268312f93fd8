# Initech keeps its group mappings in Terraform, computed from one map: group -> scope -> roles.
# Groupmap evaluates what the files say; Terraform itself is not run.
#
#   groupmap check examples/terraform
#   groupmap simulate examples/terraform
#   groupmap test examples/terraform

terraform {
  required_providers {
    confluent = {
      source  = "confluentinc/confluent"
      version = ">= 2.83.0"
    }
  }
}

# One group mapping for each group, whose filter asks for just that group.
resource "confluent_group_mapping" "team" {
  for_each = local.teams

  display_name = "Team ${each.key}"
  description  = "Members of ${each.key}, from the identity provider"
  filter       = "\"${each.key}\" in groups"
}

# A filter of its own: a heredoc needs no escapes.
resource "confluent_group_mapping" "on_call" {
  display_name = "On call"
  description  = "Platform and streaming engineers while they are on call"
  filter       = <<-EOT
    "cc-on-call" in groups
    && ("cc-platform" in groups || "cc-streaming" in groups)
  EOT
}

# What the map says, flattened to one role binding for each group, scope and role.
resource "confluent_role_binding" "team" {
  for_each = { for binding in local.bindings : "${binding.group}/${binding.scope}/${binding.role}" => binding }

  principal   = "User:${confluent_group_mapping.team[each.value.group].id}"
  role_name   = each.value.role
  crn_pattern = each.value.crn
}

resource "confluent_role_binding" "on_call" {
  principal   = "User:${confluent_group_mapping.on_call.id}"
  role_name   = "Operator"
  crn_pattern = local.scopes.cluster
}

resource "confluent_kafka_acl" "on_call" {
  kafka_cluster {
    id = var.kafka_cluster
  }
  principal     = "User:${confluent_group_mapping.on_call.id}"
  resource_type = "GROUP"
  resource_name = "on-call-"
  pattern_type  = "PREFIXED"
  host          = "*"
  operation     = "READ"
  permission    = "ALLOW"
}
