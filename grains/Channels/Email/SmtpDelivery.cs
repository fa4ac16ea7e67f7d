using System.Text;
using Watchfloor.Kernel;

namespace Watchfloor.Channels.Email;

/// <summary>
/// One mail handed over to a server, step by step (RFC 5321). Each step says how the delivery ended, or nothing when it goes on. A mail that
/// reaches some of its addresses is delivered, with words about the others; it counts from the moment when the server took it.
/// </summary>
sealed class SmtpDelivery(SmtpLine line, MailServer server, ISecrets secrets)
{
    readonly List<string> _refused = [];
    SmtpReply _offers = new(0, []);

    public async Task<Delivery> Send(byte[] mail, CancellationToken cancellation) =>
        await Greet(cancellation)
        ?? await Encrypt(cancellation)
        ?? await SignIn(cancellation)
        ?? await Address(cancellation)
        ?? await Hand(mail, cancellation);

    async Task<Delivery?> Greet(CancellationToken cancellation)
    {
        if (server.Security == MailSecurity.Tls)
            await line.Encrypt(ServerTrust.Options(server.Host, server.Trust), cancellation);
        var greeting = await line.Hear(cancellation);
        return greeting.IsYes ? await Introduce(cancellation) : greeting.Ends("the connection");
    }

    async Task<Delivery?> Introduce(CancellationToken cancellation)
    {
        _offers = await line.Say($"EHLO {line.Self}", cancellation);
        return _offers.IsYes ? null : _offers.Ends("EHLO");
    }

    /// <summary>Where encryption was asked for nothing goes on without it: whoever took the offer away may sit in between.</summary>
    async Task<Delivery?> Encrypt(CancellationToken cancellation)
    {
        if (server.Security != MailSecurity.StartTls)
            return null;
        if (_offers.Offer("STARTTLS") is null)
            return Delivery.Failed("it offers no encryption (STARTTLS), and nothing is sent without");
        var reply = await line.Say("STARTTLS", cancellation);
        if (!reply.IsYes)
            return Delivery.Failed($"{reply.Words} to STARTTLS, and nothing is sent without");
        await line.Encrypt(ServerTrust.Options(server.Host, server.Trust), cancellation);
        return await Introduce(cancellation); // what it offered before anybody may have said
    }

    async Task<Delivery?> SignIn(CancellationToken cancellation)
    {
        if (server.Username is not { } username)
            return null;
        var ways = _offers.Offer("AUTH")?.ToUpperInvariant().Split(' ') ?? [];
        var password = secrets.Open(server.SealedPassword!);
        var reply =
            ways.Contains("PLAIN") ? await line.Say($"AUTH PLAIN {Base64($"\0{username}\0{password}")}", cancellation)
            : ways.Contains("LOGIN") ? await Login(username, password, cancellation)
            : null;
        return reply switch
        {
            null => Delivery.Failed("it offers no way to sign in that is known here (PLAIN, LOGIN)"),
            { IsYes: true } => null,
            _ => new SmtpReply(reply.Code, []).Ends("the user name and password"), // its words may hold them
        };
    }

    async Task<SmtpReply> Login(string username, string password, CancellationToken cancellation)
    {
        var reply = await line.Say("AUTH LOGIN", cancellation);
        if (reply.Code == 334)
            reply = await line.Say(Base64(username), cancellation);
        return reply.Code == 334 ? await line.Say(Base64(password), cancellation) : reply;
    }

    async Task<Delivery?> Address(CancellationToken cancellation)
    {
        var from = await line.Say($"MAIL FROM:<{server.From}>", cancellation);
        if (!from.IsYes)
            return from.Ends("the sender");
        SmtpReply? later = null;
        SmtpReply? never = null;
        foreach (var address in server.To)
        {
            var reply = await line.Say($"RCPT TO:<{address}>", cancellation);
            if (reply.IsYes)
                continue;
            _refused.Add($"{address}: {reply.Words}");
            if (reply.Code >= 500)
                never = reply;
            else
                later = reply;
        }
        return _refused.Count < server.To.Count ? null : (later ?? never!).Ends(server.To.Count == 1 ? server.To[0] : "every address");
    }

    async Task<Delivery> Hand(byte[] mail, CancellationToken cancellation)
    {
        var ready = await line.Say("DATA", cancellation);
        if (ready.Code != 354)
            return ready.IsYes ? Delivery.Failed($"{ready.Words} to DATA") : ready.Ends("DATA");
        await line.Send(mail, cancellation);
        var reply = await line.Say(".", cancellation);
        if (!reply.IsYes)
            return reply.Ends("the mail");
        return Delivery.Delivered(_refused.Count == 0 ? reply.Words : $"{reply.Words}; not to {string.Join(", nor to ", _refused)}");
    }

    static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
