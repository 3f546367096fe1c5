resource "aws_iam_role_policy" "p" {
  policy = templatefile("policy.tftpl", { queues = var.queues })
}
