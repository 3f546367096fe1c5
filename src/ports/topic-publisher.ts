/**
 * Sends a text to everybody who subscribed a topic (e-mail, chat bridges). `subject` is one line; what
 * a mail's subject cannot hold is replaced. Throws `AppError` when it was not taken.
 */
export type TopicPublisher = (message: {
  readonly subject: string;
  readonly text: string;
}) => Promise<void>;
