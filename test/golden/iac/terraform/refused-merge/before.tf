resource "aws_iam_policy" "p" {
  policy = jsonencode(merge(local.base, { Statement = [] }))
}
