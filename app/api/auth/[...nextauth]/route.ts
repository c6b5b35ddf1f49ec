import { answerAuth } from '@/server/api/auth';

export { answerAuth as GET, answerAuth as POST };
