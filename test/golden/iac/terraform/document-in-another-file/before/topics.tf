resource "aws_sns_topic" "done" {
  name = "done"
}

resource "aws_sqs_queue" "work" {
  name = "work"
}
