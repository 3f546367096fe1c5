locals {
  service = "orders"
}

resource "aws_dynamodb_table" "jobs" {
  name     = "${local.service}-jobs"
  hash_key = "id"
}

resource "aws_s3_bucket" "uploads" {
  bucket = "orders-uploads"
}

resource "aws_sqs_queue" "work" {
  name = "orders-work.fifo"
}

resource "aws_kms_key" "main" {}

data "aws_caller_identity" "current" {}

data "aws_iam_policy_document" "task" {
  statement {
    sid    = "Jobs"
    effect = "Allow"

    actions = [
      "dynamodb:GetItem",
    ]

    resources = [
      aws_dynamodb_table.jobs.arn,
    ]
  }

  # Objects only: nobody lists the bucket.
  statement {
    sid       = "Uploads"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.uploads.arn}/*"]
  }

  statement {
    sid       = "Work"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.work.arn]
  }
}

resource "aws_iam_role" "task" {
  name               = "orders-task"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

resource "aws_iam_role_policy" "task" {
  name   = "task"
  role   = aws_iam_role.task.id
  policy = data.aws_iam_policy_document.task.json
}
