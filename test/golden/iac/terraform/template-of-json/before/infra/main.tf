resource "aws_iam_role_policy" "p" {
  role = aws_iam_role.r.id
  policy = templatefile("${path.module}/policy.json.tpl", {
    bucket = aws_s3_bucket.b.arn
  })
}
