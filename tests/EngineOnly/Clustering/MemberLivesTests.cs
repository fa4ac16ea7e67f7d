using Orleans.Clustering;
using Watchfloor.Kernel;
using Watchfloor.Silo;
using Watchfloor.Tests.Processes;
using static Watchfloor.Tests.EngineOnly.Clustering.Lives;

namespace Watchfloor.Tests.EngineOnly.Clustering;

/// <summary>Which lives of silos may still be at what they began.</summary>
public sealed class MemberLivesTests
{
    static readonly string Other = Address(2).ToParsableString();

    readonly SiloCluster _cluster = new();
    readonly MemberLives _lives;

    public MemberLivesTests()
    {
        _cluster.Begin(new(Address(1), default, TimeSpan.FromSeconds(10), TimeProvider.System), View(1, 1, 2));
        var services = new ServiceCollection().AddKeyedSingleton<Func<string, bool>>(MembershipFence.Handover, _cluster.IsMember);
        _lives = new(new SiloOf(Address(1)), services.BuildServiceProvider());
    }

    [Fact]
    public void Another_one_as_long_as_it_is_in_the_view()
    {
        Assert.True(_lives.MayGoOn(Other));

        _cluster.Install(View(2, 1));
        Assert.False(_lives.MayGoOn(Other));
    }

    [Fact]
    public void Not_one_that_had_the_address_before() => Assert.False(_lives.MayGoOn(Address(2, generation: 7).ToParsableString()));

    /// <summary>What that is at, its own process knows better.</summary>
    [Fact]
    public void Not_the_own_one()
    {
        Assert.Equal(Address(1).ToParsableString(), _lives.Own);
        Assert.False(_lives.MayGoOn(_lives.Own));
    }

    [Fact]
    public void One_of_which_nobody_wrote_down_the_name() => Assert.True(_lives.MayGoOn(null));

    [Fact]
    public void A_silo_among_others_asks_them_and_its_fence()
    {
        using var directory = new TemporaryDirectory();
        List<ServiceDescriptor> services = [];
        var options = new ServerOptions("http://127.0.0.1:5080", directory["data"], Demo: false)
        {
            Postgres = "Host=127.0.0.1;Port=1;Username=nobody",
            Cluster = new("tests", ProcessRole.All, "silo-1") { SiloAddress = new(System.Net.IPAddress.Loopback, 11_111) },
        };

        Assert.Throws<OperationCanceledException>(() => Composition.Build(options, Seen));

        Assert.Equal([typeof(MemberLives)], Of(typeof(ILives)));
        Assert.Equal([typeof(MembershipFence)], Of(typeof(IFence)));

        IEnumerable<Type?> Of(Type port) => services.Where(one => one.ServiceType == port).Select(one => one.ImplementationType);

        void Seen(IServiceCollection all)
        {
            services.AddRange(all);
            throw new OperationCanceledException("nothing is opened");
        }
    }
}
