import { z } from 'zod';
import { addContactMethod, removeContactMethod, setRules, verifyContactMethod } from '@/server/contact/commands';
import { contactMethodsOf } from '@/server/contact/queries';
import { newContactMethod, newRules, verification } from '@/server/contact/schema';
import { type Endpoint, endpoint } from '../endpoint';

const nothing = z.strictObject({});

export const contactEndpoints: Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/people/{id}/contact-methods',
    summary: 'How a person is reached, and by which rules',
    input: nothing,
    run: (ctx, { id = '' }) => contactMethodsOf(ctx, id),
  }),
  endpoint({
    method: 'POST',
    path: '/people/{id}/contact-methods',
    summary: 'A new way to reach a person; a code is sent there unless an admin vouches for it',
    status: 201,
    input: newContactMethod.omit({ personId: true }),
    run: (ctx, { id = '' }, input) => addContactMethod(ctx, { ...input, personId: id }),
  }),
  endpoint({
    method: 'POST',
    path: '/people/{id}/contact-methods/{methodId}/verify',
    summary: 'Proves a contact method with the code that was sent there',
    input: verification.omit({ personId: true, methodId: true }),
    run: (ctx, { id = '', methodId = '' }, input) => verifyContactMethod(ctx, { ...input, personId: id, methodId }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/people/{id}/contact-methods/{methodId}',
    summary: 'Removes a contact method',
    input: nothing,
    run: async (ctx, { id = '', methodId = '' }) => {
      await removeContactMethod(ctx, { personId: id, methodId });
      return { id: methodId };
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/people/{id}/rules',
    summary: 'Who is tried when, by what; without rules every verified method at once',
    input: newRules.omit({ personId: true }),
    run: (ctx, { id = '' }, input) => setRules(ctx, { ...input, personId: id }),
  }),
];
