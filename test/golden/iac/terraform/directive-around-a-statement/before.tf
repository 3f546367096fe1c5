resource "aws_iam_role_policy" "p" {
  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    %{ if var.read }
    {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "*"},
    %{ endif }
    {"Effect": "Allow", "Action": ["sns:Publish"], "Resource": "*"}
  ]
}
EOF
}
