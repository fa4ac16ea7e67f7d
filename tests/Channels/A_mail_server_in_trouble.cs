using Watchfloor.Channels;
using Watchfloor.Notifications;
using Watchfloor.Tests.Contracts;

namespace Watchfloor.Tests.Channels;

public sealed class A_mail_server_in_trouble
{
    const string Offers = "250-mail\r\n250-SIZE 1000\r\n250 AUTH PLAIN\r\n";

    [Fact]
    public async Task One_that_offers_no_encryption_is_told_nothing()
    {
        await using var server = new ScriptedServer(hangsUp: false, "220 mail\r\n", Offers);
        var delivery = await Send(Email.Spec(server.Port, ("username", "watch"), ("password", "sealed:s3cret-words")));
        Assert.Equal(Delivery.Failed("it offers no encryption (STARTTLS), and nothing is sent without"), delivery);
        Assert.DoesNotContain(
            server.Heard,
            line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task One_that_refuses_encryption_in_the_end_is_told_nothing()
    {
        await using var server = new ScriptedServer(hangsUp: false, "220 mail\r\n", "250-mail\r\n250 STARTTLS\r\n", "454 not now\r\n");
        Assert.Equal(Delivery.Failed("SMTP 454 not now to STARTTLS, and nothing is sent without"), await Send(Email.Spec(server.Port)));
    }

    [Fact]
    public async Task Words_that_somebody_slipped_in_before_encryption_are_not_believed()
    {
        await using var server = new ScriptedServer(
            hangsUp: false,
            "220 mail\r\n",
            "250-mail\r\n250 STARTTLS\r\n",
            "220 go\r\n250 AUTH PLAIN\r\n"
        );
        Assert.Equal(Delivery.Failed("somebody spoke before encryption began"), await Send(Email.Spec(server.Port)));
    }

    [Fact]
    public async Task A_password_is_never_sent_in_the_open()
    {
        await using var server = new ScriptedServer(hangsUp: false, "220 mail\r\n", Offers);
        var spec = Email.Spec(server.Port, ("security", "none"), ("username", "watch"), ("password", "sealed:s3cret-words"));
        Assert.Equal(Delivery.Refused("it would tell its password without encryption; choose starttls or tls"), await Send(spec));
        Assert.Empty(server.Heard);
    }

    [Theory]
    [InlineData("421 closing\r\n", DeliveryResult.Failed, "SMTP 421 closing to the connection")]
    [InlineData("554 go away\r\n", DeliveryResult.Refused, "SMTP 554 go away to the connection")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", DeliveryResult.Failed, "it does not speak SMTP")]
    public async Task A_greeting_that_is_none_ends_it(string greeting, DeliveryResult result, string words)
    {
        await using var server = new ScriptedServer(hangsUp: true, greeting);
        Assert.Equal(new Delivery(result, words), await Send(Email.Spec(server.Port)));
    }

    [Fact]
    public async Task A_mail_that_is_refused_at_its_end_was_not_delivered()
    {
        foreach (
            var (answer, result) in new[] { ("452 disk full\r\n", DeliveryResult.Failed), ("552 too big\r\n", DeliveryResult.Refused) }
        )
        {
            // the mail has many lines, and this one counts lines: it answers the dot with the first of the rest
            await using var server = new ScriptedServer(
                hangsUp: false,
                "220 mail\r\n",
                "250 mail\r\n",
                "250 ok\r\n",
                "250 ok\r\n",
                "250 ok\r\n",
                $"354 go\r\n{answer}"
            );
            var delivery = await Send(Email.Spec(server.Port, ("security", "none")));
            Assert.Equal((result, $"SMTP {answer.Trim()} to the mail"), (delivery.Result, delivery.Detail));
        }
    }

    [Fact]
    public async Task An_answer_without_an_end_is_not_read_for_ever()
    {
        var endless = string.Concat(Enumerable.Repeat("220-and\r\n", 100));
        foreach (var greeting in new[] { endless, new string('x', 5000) })
        {
            await using var server = new ScriptedServer(hangsUp: true, greeting);
            var delivery = await Send(Email.Spec(server.Port));
            Assert.Equal(DeliveryResult.Failed, delivery.Result);
            Assert.EndsWith("does not end", delivery.Detail);
        }
    }

    [Fact]
    public async Task One_that_says_nothing_may_do_so_later()
    {
        await using var server = new ScriptedServer(hangsUp: false, "220 mail\r\n");
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var sending = Email.Channel.Send(ChannelContract.Page, Email.Spec(server.Port), deadline.Token);
        await Eventually.Sees("its greeting answered", () => server.Heard.Count, heard => heard == 1);
        await deadline.CancelAsync();
        Assert.Equal(Delivery.Failed("no answer in time"), await sending);
    }

    static Task<Delivery> Send(ChannelSpec spec) => Email.Channel.Send(ChannelContract.Page, spec, TestContext.Current.CancellationToken);
}
