data "template_file" "p" {
  template = "${file("${path.module}/policy.tpl")}"

  vars = {
    bucket = "a"
  }
}

resource "aws_iam_role_policy" "p" {
  role   = "${aws_iam_role.r.id}"
  policy = "${data.template_file.p.rendered}"
}
