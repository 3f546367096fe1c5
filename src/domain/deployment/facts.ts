/** A rule of EventBridge; `pattern` is its JSON text. */
export type RuleFacts = {
  readonly arn: string;
  readonly state: string;
  readonly pattern: string;
  readonly targets: readonly { readonly arn: string; readonly deadLetterArn: string | null }[];
};

/** A trail as it logs in this region; `dataEvents` are types of resources. */
export type TrailFacts = {
  readonly name: string;
  readonly isLogging: boolean;
  readonly reads: boolean;
  readonly writes: boolean;
  readonly dataEvents: readonly string[];
};

/** A queue; `policy` is the JSON text of its policy, `waiting` about how many messages lie in it. */
export type QueueFacts = {
  readonly arn: string;
  readonly policy: string | null;
  readonly waiting: number;
};

export type TableFacts = {
  readonly status: string;
  readonly keys: readonly string[];
  /** The view type of its stream, null without one. */
  readonly stream: string | null;
  /** Undefined where it could not be asked. */
  readonly isRestorable: boolean | undefined;
};

export type CallerFacts = { readonly account: string; readonly arn: string };

/** A resource of the stack, as CloudFormation lists it. */
export type StackResource = {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
};
