// A mail server that shares no code with the sender, and reads what it took with a parser of its own: one line of JSON per mail.
//
// node mail-server.mjs LOG MODE KEY CERTIFICATE     prints "port PORT"
// MODE is starttls (encryption and a user are demanded), tls, or open (neither).
import { appendFileSync, readFileSync } from 'node:fs';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

const [log, mode, key, certificate] = process.argv.slice(2);
const told = (code, words) => Object.assign(new Error(words), { responseCode: code });

const server = new SMTPServer({
  secure: mode === 'tls',
  key: readFileSync(key),
  cert: readFileSync(certificate),
  authOptional: mode === 'open',
  disabledCommands: mode === 'open' ? ['AUTH', 'STARTTLS'] : [],
  authMethods: mode === 'tls' ? ['LOGIN'] : ['PLAIN', 'LOGIN'],
  onAuth({ username, password }, _session, done) {
    const isAna = username === 'watch' && password === 's3cret-words';
    done(isAna ? null : told(535, `no such user, or not with ${password}`), isAna ? { user: username } : undefined);
  },
  onRcptTo({ address }, _session, done) {
    if (address.startsWith('gone')) return done(told(550, 'no such mailbox'));
    if (address.startsWith('busy')) return done(told(451, 'try again later'));
    done();
  },
  onData(stream, session, done) {
    const raw = [];
    stream.on('data', (chunk) => raw.push(chunk));
    stream.on('end', async () => {
      const mail = await simpleParser(Buffer.concat(raw));
      appendFileSync(
        log,
        `${JSON.stringify({
          from: session.envelope.mailFrom.address,
          to: session.envelope.rcptTo.map(({ address }) => address),
          encrypted: session.secure,
          user: session.user ?? null,
          subject: mail.subject,
          messageId: mail.messageId,
          text: mail.text,
          html: mail.html,
          date: mail.date?.toISOString(),
          headers: mail.headerLines.map(({ key }) => key),
          longest: Math.max(...Buffer.concat(raw).toString('latin1').split('\r\n').map((line) => line.length)),
        })}\n`,
      );
      done(null, 'kept as 4711');
    });
  },
});
server.on('error', () => {}); // a sender that hangs up is no matter of the server
server.listen(0, '127.0.0.1', () => console.log(`port ${server.server.address().port}`));
