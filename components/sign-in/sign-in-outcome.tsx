import { Banner } from '../ui/feedback/banner';

/** Why signing in did not work, by next-auth's name for it. None of them tells who exists here. */
const problems: Record<string, string> = {
  AccessDenied:
    'That account has no access here. Use the mail address that your contact at Sandgate knows; with single sign-on, your provider must have verified it.',
  Verification: 'That link was used already or has expired. Ask for another one.',
};
const otherProblem =
  'Signing in did not work. Try again; if it happens again, tell your contact at Sandgate.';

/** What became of the last try: a link on its way, or what went wrong. */
export function SignInOutcome({ sent, error }: { sent: boolean; error: string | undefined }) {
  if (error)
    return (
      <Banner tone="danger" announce="alert">
        {problems[error] ?? otherProblem}
      </Banner>
    );
  if (!sent) return null;
  return (
    <Banner tone="success" announce="status">
      If somebody here has that address, a link is on its way to it. It works once, for 15 minutes.
    </Banner>
  );
}
