variable "policy_json" {
  type = string
}

resource "aws_iam_policy" "p" {
  policy = var.policy_json
}
