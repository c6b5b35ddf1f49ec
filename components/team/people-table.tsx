'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useSignInAgain } from '@/components/account/sign-in-again';
import { useTRPC } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Mark } from '@/components/ui/mark';
import { Menu, MenuItem } from '@/components/ui/menu';
import { Notice } from '@/components/ui/notice';
import { PersonChip } from '@/components/ui/person-chip';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { paths } from '@/server/paths';
import { type Person, personRoles } from '@/server/team/person';

type Said = { tone: 'critical' | 'good'; title: string; link?: string };

/** Everybody, with what an admin may do about each. */
export function PeopleTable() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const again = useSignInAgain();
  const people = useSuspenseQuery(trpc.team.people.queryOptions()).data;
  const me = useSuspenseQuery(trpc.team.me.queryOptions()).data;
  const update = useMutation(trpc.team.updatePerson.mutationOptions());
  const deactivate = useMutation(trpc.team.deactivatePerson.mutationOptions());
  const reactivate = useMutation(trpc.team.reactivatePerson.mutationOptions());
  const link = useMutation(trpc.account.issueResetLink.mutationOptions());
  const [said, setSaid] = useState<Said | null>(null);

  const act = async (title: string, work: () => Promise<Partial<Said> | undefined>) => {
    setSaid(null);
    try {
      const more = await again(async () => ({ ...(await work()) }));
      if (!more) return;
      setSaid({ tone: 'good', title, ...more });
      await queries.invalidateQueries({ queryKey: trpc.team.pathKey() });
    } catch (error) {
      setSaid({ tone: 'critical', title: refusalOf(error).message });
    }
  };
  const makeLink = ({ id, name }: Person) =>
    act(`A link for ${name} to set a password, once. It is shown this once: hand it over yourself.`, async () => {
      const { token } = await link.mutateAsync({ id });
      return { link: `${window.location.origin}${paths.resetPassword(token)}` };
    });

  return (
    <>
      {said ? (
        <Notice
          tone={said.tone}
          live="polite"
          title={said.title}
          className="m-4"
          actions={said.link ? <CopyButton text={said.link} label="Copy link" labelled /> : null}
        >
          {said.link ? <code className="break-all font-mono">{said.link}</code> : null}
        </Notice>
      ) : null}
      <Table caption="People" frozen>
        <TableHead>
          <TableRow>
            <TableHeader>Name</TableHeader>
            <TableHeader>E-mail</TableHeader>
            <TableHeader>Role</TableHeader>
            <TableHeader>Time zone</TableHeader>
            <TableHeader>
              <span className="sr-only">Actions</span>
            </TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {people.map((person) => (
            <TableRow key={person.id}>
              <TableCell>
                <PersonChip name={person.name} isYou={person.id === me.person.id} size="small" />
                {person.active ? null : <Mark kind="neutral">Deactivated</Mark>}
              </TableCell>
              <TableCell>{person.email}</TableCell>
              <TableCell className="capitalize">{person.role}</TableCell>
              <TableCell>{person.timeZone.replaceAll('_', ' ')}</TableCell>
              <TableCell>
                <Menu
                  trigger={
                    <Button variant="ghost" size="icon" aria-label={`Actions for ${person.name}`}>
                      <Ellipsis aria-hidden="true" />
                    </Button>
                  }
                >
                  {personRoles
                    .filter((role) => person.active && role !== person.role)
                    .map((role) => (
                      <MenuItem
                        key={role}
                        onSelect={() =>
                          act(`${person.name} is ${role} now`, async () => {
                            await update.mutateAsync({ id: person.id, role });
                            return undefined;
                          })
                        }
                      >
                        Make {role}
                      </MenuItem>
                    ))}
                  {person.active ? <MenuItem onSelect={() => makeLink(person)}>Make sign-in link</MenuItem> : null}
                  {person.active ? (
                    <MenuItem
                      danger
                      onSelect={() =>
                        act(`${person.name} is deactivated: signed out everywhere, tokens revoked`, async () => {
                          await deactivate.mutateAsync({ id: person.id });
                          return undefined;
                        })
                      }
                    >
                      Deactivate
                    </MenuItem>
                  ) : (
                    <MenuItem
                      onSelect={() =>
                        act(`${person.name} is active again`, async () => {
                          await reactivate.mutateAsync({ id: person.id });
                          return undefined;
                        })
                      }
                    >
                      Activate again
                    </MenuItem>
                  )}
                </Menu>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  );
}
