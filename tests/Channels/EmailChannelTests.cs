using Watchfloor.Channels;
using Watchfloor.Notifications;
using Watchfloor.Tests.Contracts;

namespace Watchfloor.Tests.Channels;

/// <summary>Against a mail server that shares no code with us, and demands encryption and a user.</summary>
public sealed class EmailChannelTests : ChannelContract, IAsyncLifetime
{
    MailServer _server = null!;

    protected override IChannel Channel => Email.Channel;

    protected override ChannelSpec Reachable =>
        Email.Spec(_server.Port, ("trust", _server.Authority.Pem), ("username", "watch"), ("password", $"sealed:{Secret}"));

    protected override ChannelSpec Unreachable => Email.Spec(Email.FreePort());

    public async ValueTask InitializeAsync() => _server = await MailServer.Start("starttls");

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_mail_says_what_happened_in_its_subject_in_plain_text_and_in_HTML()
    {
        await Send(Reachable);
        var mail = Assert.Single(_server.Mails);
        Assert.Equal("[CRITICAL] Druck zu hoch – Kessel 2", mail.Subject);
        Assert.Equal(("watch@plant.example", Email.Now), (mail.From, mail.Date));
        Assert.Equal(["ana@plant.example", "ben@plant.example"], mail.To);
        Assert.StartsWith("CRITICAL: Druck zu hoch – Kessel 2\n", mail.Text);
        Assert.Contains("Policy: Night shift, level 1\nDue: 2026-01-05 06:00:00 UTC\nWhy: due\n", mail.Text);
        Assert.Contains("<h2>CRITICAL: Druck zu hoch – Kessel 2</h2>", System.Net.WebUtility.HtmlDecode(mail.Html));
        Assert.InRange(mail.Longest, 1, 78);
    }

    [Fact]
    public async Task It_travels_encrypted_and_signed_in()
    {
        await Send(Reachable);
        var mail = Assert.Single(_server.Mails);
        Assert.Equal((true, "watch"), (mail.Encrypted, mail.User));
    }

    [Fact]
    public async Task Another_attempt_is_the_same_mail_and_another_page_is_another_one()
    {
        await Send(Reachable);
        await Send(Reachable);
        await Channel.Send(Page with { Key = "e1.p1.1.2.c1", Level = 2 }, Reachable, TestContext.Current.CancellationToken);
        var ids = _server.Mails.Select(mail => mail.MessageId).ToList();
        Assert.Equal((3, ids[0]), (ids.Count, ids[1]));
        Assert.NotEqual(ids[0], ids[2]);
    }

    [Fact]
    public async Task A_title_makes_no_header_and_no_tag_of_its_own()
    {
        var sly = Page with { Title = "Pump\r\nBcc: eve@evil.example\r\n\r\n<script>alert(1)</script> and a title that goes on for long" };
        await Channel.Send(sly, Reachable, TestContext.Current.CancellationToken);
        var mail = Assert.Single(_server.Mails);
        Assert.StartsWith("[CRITICAL] Pump  Bcc: eve@evil.example", mail.Subject);
        Assert.DoesNotContain("bcc", mail.Headers);
        Assert.Equal(2, mail.To.Count);
        Assert.DoesNotContain("<script>", mail.Html);
    }

    [Fact]
    public async Task A_wrong_password_is_given_up_and_not_told()
    {
        var spec = Email.Spec(_server.Port, ("trust", _server.Authority.Pem), ("username", "watch"), ("password", "sealed:wrong words"));
        Assert.Equal(Delivery.Refused("SMTP 535 to the user name and password"), await Send(spec));
    }

    [Fact]
    public async Task One_certificate_can_be_pinned()
    {
        var pinned = Reachable with { Settings = Reachable.Settings.Map(Pinned) };
        Assert.Equal(DeliveryResult.Delivered, (await Send(pinned)).Result);

        ChannelSetting Pinned(ChannelSetting setting) => setting.Name == "trust" ? new("trust", _server.Authority.Fingerprint) : setting;
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_gets_no_word()
    {
        foreach (var trust in new[] { "", new TestAuthority().Pem, new TestAuthority().Fingerprint })
        {
            var delivery = await Send(Email.Spec(_server.Port, ("trust", trust)));
            Assert.Equal(DeliveryResult.Failed, delivery.Result);
            Assert.StartsWith("nobody vouches for its certificate", delivery.Detail);
        }
        Assert.Empty(_server.Mails);
    }

    [Theory]
    [InlineData("gone@plant.example", DeliveryResult.Refused, "SMTP 550 no such mailbox to gone@plant.example")]
    [InlineData("busy@plant.example", DeliveryResult.Failed, "SMTP 451 try again later to busy@plant.example")]
    [InlineData("gone@plant.example, busy@plant.example", DeliveryResult.Failed, "SMTP 451 try again later to every address")]
    [InlineData("gone@plant.example,ana@plant.example", DeliveryResult.Delivered, "not to gone@plant.example: SMTP 550 no such mailbox")]
    public async Task An_address_that_is_refused_is_told(string to, DeliveryResult result, string words)
    {
        var spec = Reachable with { Settings = Reachable.Settings.Map(setting => setting.Name == "to" ? new("to", to) : setting) };
        var delivery = await Send(spec);
        Assert.Equal(result, delivery.Result);
        Assert.EndsWith(words, delivery.Detail);
    }

    [Theory]
    [InlineData("tls")]
    [InlineData("none")]
    public async Task Encryption_from_the_first_byte_and_none_at_all_are_other_servers(string security)
    {
        await using var other = await MailServer.Start(security == "tls" ? "tls" : "open");
        (string, string)[] signIn = security == "tls" ? [("username", "watch"), ("password", $"sealed:{Secret}")] : [];
        var spec = Email.Spec(other.Port, [("security", security), ("trust", other.Authority.Pem), .. signIn]);
        Assert.Equal(DeliveryResult.Delivered, (await Send(spec)).Result);
        Assert.Equal(security == "tls", Assert.Single(other.Mails).Encrypted);
    }
}
