data "aws_iam_policy_document" "p" {
  statement {
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.done.arn]
  }
}
