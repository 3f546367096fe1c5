data "aws_iam_policy_document" "d" {
  statement {
    sid       = "Mail"
    actions   = ["ses:SendEmail", "ses:SendRawEmail"]
    resources = ["*"]
  }

  dynamic "statement" {
    for_each = var.tables
    content {
      actions   = ["dynamodb:GetItem"]
      resources = [statement.value]
    }
  }
}
resource "aws_iam_policy" "p" {
  policy = data.aws_iam_policy_document.d.json
}
