locals {
  # A typo in a group is found here, where it is written.
  teams = {
    cc-platform = {
      organization = ["OrganizationAdmin"]
    }
    cc-streaming = {
      environment = ["DataDiscovery"]
      topics      = ["DeveloperRead", "DeveloperWrite"]
    }
    cc-billing = {
      topics = ["DeveloperRead"]
    }
  }

  organization = "crn://confluent.cloud/organization=${var.organization}"
  scopes = {
    organization = local.organization
    environment  = "${local.organization}/environment=${var.environment}"
    cluster      = "${local.organization}/environment=${var.environment}/cloud-cluster=${var.kafka_cluster}"
  }

  bindings = flatten([
    for group, scopes in local.teams : [
      for scope, roles in scopes : [
        for role in roles : {
          group = group
          scope = scope
          role  = role
          # A team's topics begin with its name, without the prefix that all groups for Confluent Cloud have.
          crn = scope == "topics" ? "${local.scopes.cluster}/kafka=${var.kafka_cluster}/topic=${trimprefix(group, "cc-")}-*" : local.scopes[scope]
        }
      ]
    ]
  ])
}
