type Json = Readonly<Record<string, unknown>>;

export type FakePerson = {
  readonly teamId?: string;
  readonly enterpriseId?: string;
  readonly isBot?: boolean;
  readonly isDeleted?: boolean;
  readonly isRestricted?: boolean;
  readonly isUltraRestricted?: boolean;
  readonly isStranger?: boolean;
};

type Workspace = { readonly teamId: string; readonly people: ReadonlyMap<string, FakePerson> };

/** What `users.info` says of somebody; undefined when nobody has that id. */
export function toUser({ teamId, people }: Workspace, id: string): Json | undefined {
  const person = people.get(id);
  if (person === undefined) return undefined;
  return {
    id,
    team_id: person.teamId ?? teamId,
    is_bot: person.isBot ?? false,
    deleted: person.isDeleted ?? false,
    is_restricted: person.isRestricted ?? false,
    is_ultra_restricted: person.isUltraRestricted ?? false,
    ...(person.isStranger === undefined ? {} : { is_stranger: person.isStranger }),
    ...(person.enterpriseId === undefined
      ? {}
      : { enterprise_user: { enterprise_id: person.enterpriseId } }),
    // What people may choose for themselves; nothing may depend on it.
    name: 'ceo',
    profile: { email: 'ceo@example.com', display_name: 'The CEO' },
  };
}

/** Who acts, as the payload of an interaction names them. */
export function toWho({ teamId, people }: Workspace, userId: string): Json {
  const person = people.get(userId);
  const enterprise = person?.enterpriseId ? { enterprise: { id: person.enterpriseId } } : {};
  return {
    team: { id: teamId },
    user: { id: userId, team_id: person?.teamId ?? teamId, username: 'ceo', name: 'ceo' },
    ...enterprise,
  };
}
