variable "organization" {
  description = "The id of the organization in Confluent Cloud"
  type        = string
}

variable "environment" {
  type    = string
  default = "env-main"
}

variable "kafka_cluster" {
  type    = string
  default = "lkc-main"
}
