using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Watchfloor.Tests.Processes;

/// <summary>What people and programs meet at a cluster that one command keeps.</summary>
[Collection(Alone.Name)]
public sealed class A_kept_cluster(Two_silos_over_tls house) : IClassFixture<Two_silos_over_tls>
{
    static readonly CancellationToken Now = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sends_pages_whose_links_lead_to_its_first_api()
    {
        await using var receiver = await Receiver.Start();
        using var api = house.Admin();
        await api.PageAtOnce(await api.Webhook("Ana", receiver, "/ana"));
        var id = await api.Ingest(Detections.Own("Boiler 2 too hot", severity: "critical"));
        var page = (await receiver.Rings("/ana", id))[0];
        Assert.Equal($"{house.Address}/events/{id}", page.Page.GetProperty("url").GetString());
        using var http = new HttpClient();
        using var opened = await http.GetAsync(new Uri(page.Page.GetProperty("url").GetString()!), Now);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
    }

    [Fact]
    public void Logs_an_object_a_line_and_no_link_to_sign_in()
    {
        Assert.Contains("/sign-in?token=", house.Cluster.Output, StringComparison.Ordinal);
        foreach (var line in house.Cluster.Printed)
        {
            Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind);
            Assert.DoesNotContain("token=", line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Lets_nobody_in_whose_certificate_is_of_another_authority()
    {
        foreach (var silo in house.SiloAddresses)
        {
            await using var own = await Knock(silo, house.Certificate("own.pem"));
            await using var stranger = await Knock(silo, house.ForeignCertificate("stranger.pem"));
            var kept = IsHungUpOn(own);
            Assert.True(stranger is null || await IsHungUpOn(stranger), "a stranger is hung up on");
            Assert.False(own is null || kept.IsCompleted && await kept, "one of the cluster is not");
        }
    }

    [Fact]
    public async Task Is_ready_again_at_an_api_that_was_restarted_while_a_silo_is_down()
    {
        Assert.Contains("It stays down", await Verb.Says(0, "cluster", "kill", "2", "--data", house.Data), StringComparison.Ordinal);
        var stopped = await Verb.Says(0, "cluster", "stop", "1", "--api", "--data", house.Data);
        Assert.Contains("ended in order. It stays down", stopped, StringComparison.Ordinal);
        await Verb.Says(0, "cluster", "start", "1", "--api", "--data", house.Data);
        await Ready();
        await Verb.Says(0, "cluster", "start", "2", "--data", house.Data);
        using var api = house.Admin();
        await Eventually.Sees(
            "both serve again",
            () => api.Get("cluster"),
            seen => seen.Json.GetProperty("members").EnumerateArray().Count(IsServing) == 2
        );
    }

    static bool IsServing(JsonElement member) => member.GetProperty("state").GetString() == "serving";

    async Task Ready()
    {
        using var http = new HttpClient();
        await Eventually.Sees(
            "the api ready",
            async () => (int)(await http.GetAsync(new Uri($"{house.Address}/health/ready"), Now)).StatusCode,
            status => status == 200
        );
    }

    /// <summary>Null where it was refused at once.</summary>
    static async Task<SslStream?> Knock(string silo, string certificate)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPEndPoint.Parse(silo), Now);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        try
        {
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = "silo",
                ClientCertificates = [X509Certificate2.CreateFromPemFile(certificate)],
#pragma warning disable CA5359 // Whom the silo lets in is asked here, not who the silo is.
                RemoteCertificateValidationCallback = static (_, _, _, _) => true,
#pragma warning restore CA5359
            };
            await stream.AuthenticateAsClientAsync(options, Now);
            return stream;
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            await stream.DisposeAsync();
            return null;
        }
    }

    static async Task<bool> IsHungUpOn(SslStream? stream)
    {
        try
        {
            return stream is null || await stream.ReadAsync(new byte[1], Now) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
