using Watchfloor.Adapters;
using Watchfloor.Channels;

namespace Watchfloor.Tests.Channels;

public sealed class AdapterTests
{
    interface IBell;

    [Adapter("brass")]
    sealed class BrassBell : IBell;

    [Adapter("brass")]
    sealed class OtherBell : IBell;

    [Adapter("glass")]
    sealed class GlassBell : IBell;

    sealed class NamelessBell : IBell;

    [Fact]
    public void Every_adapter_is_found_by_its_kind()
    {
        var services = new ServiceCollection().AddAdapters<IBell>([typeof(BrassBell), typeof(GlassBell)]).BuildServiceProvider();
        Assert.IsType<BrassBell>(services.GetKeyedService<IBell>("brass"));
        Assert.IsType<GlassBell>(services.GetKeyedService<IBell>("glass"));
        Assert.Null(services.GetKeyedService<IBell>("wood"));
        Assert.Equal(2, services.GetServices<IBell>().Count());
    }

    [Fact]
    public void A_kind_that_two_claim_stops_the_host() =>
        Assert.Equal(
            "'brass' is claimed by BrassBell and OtherBell",
            Assert.Throws<InvalidOperationException>(() => AdapterRegistration.Find<IBell>([typeof(BrassBell), typeof(OtherBell)])).Message
        );

    [Fact]
    public void An_adapter_without_a_kind_stops_the_host() =>
        Assert.Equal(
            "NamelessBell does not say which kind it serves: give it [Adapter(\"kind\")]",
            Assert.Throws<InvalidOperationException>(() => AdapterRegistration.Find<IBell>([typeof(NamelessBell)])).Message
        );

    [Fact]
    public void Watchfloor_brings_e_mail_a_log_and_a_webhook() =>
        Assert.Equal(["email", "log", "webhook"], AdapterRegistration.Find<IChannel>(typeof(IChannel).Assembly.GetTypes()).Keys);
}
