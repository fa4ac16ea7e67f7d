using System.Net;
using Watchfloor.Tests.Channels;

namespace Watchfloor.Tests.Api;

/// <summary>Settings are looked at when they are given, not when somebody is to be paged.</summary>
public sealed class ChannelSettingTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("port", "99999")]
    [InlineData("port", "smtp")]
    [InlineData("security", "ssl")]
    [InlineData("from", "Ana <ana@plant.example>")]
    [InlineData("from", "ana@plant.example\\r\\nBcc: eve@evil.example")]
    [InlineData("to", "ana@plant.example;ben@plant.example")]
    [InlineData("to", " , ")]
    [InlineData("trust", "-----BEGIN CERTIFICATE-----nonsense")]
    [InlineData("trust", "abcdef")]
    public async Task A_setting_that_makes_no_sense_is_told_by_its_name(string name, string value) =>
        await (await host.Admin.Post("/api/v1/channels", With(name, value)))
            .IsProblem(HttpStatusCode.UnprocessableEntity)
            .Names($"settings.{name}");

    [Fact]
    public async Task A_mailbox_is_defined_and_its_password_never_comes_out()
    {
        var pem = new TestAuthority().Pem.Replace("\n", "\\n", StringComparison.Ordinal);
        var made = await (await host.Admin.Post("/api/v1/channels", With("trust", pem))).Is(HttpStatusCode.Created);
        Assert.Equal("password", Assert.Single(made.GetProperty("secretsSet").EnumerateArray()).GetString());
        Assert.DoesNotContain("s3cret-words", made.ToString());
    }

    static string With(string name, string value)
    {
        var settings = new Dictionary<string, string>
        {
            ["host"] = "mail.plant.example",
            ["from"] = "watch@plant.example",
            ["to"] = "ana@plant.example",
            ["username"] = "watch",
            ["password"] = "s3cret-words",
            [name] = value,
        };
        var inside = string.Join(',', settings.Select(setting => $"\"{setting.Key}\":\"{setting.Value}\""));
        return """{"name":"Mailbox","kind":"email","settings":{""" + inside + "}}";
    }
}
