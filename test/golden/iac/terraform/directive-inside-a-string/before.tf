resource "aws_iam_role_policy" "p" {
  policy = <<EOF
{"Version": "2012-10-17", "Statement": [
  {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "arn:aws:s3:::a%{ if var.all }*%{ endif }"},
  {"Effect": "Allow", "Action": ["sns:Publish"], "Resource": "*"}
]}
EOF
}
