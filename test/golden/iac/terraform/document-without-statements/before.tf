data "aws_iam_policy_document" "d" {
}

resource "aws_iam_policy" "p" {
  policy = data.aws_iam_policy_document.d.json
}
