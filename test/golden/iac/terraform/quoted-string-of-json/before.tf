resource "aws_iam_role_policy" "p" {
  role   = "worker"
  policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"In\",\"Effect\":\"Allow\",\"Action\":[\"sqs:ReceiveMessage\"],\"Resource\":\"*\"}]}"
}
