resource "aws_s3_bucket_policy" "b" {
  bucket = "a"
  policy = data.aws_iam_policy_document.b.json
}
data "aws_iam_policy_document" "b" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }
}
