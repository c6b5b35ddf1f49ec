export { acknowledgeByForm as POST } from '@/server/api/link';
