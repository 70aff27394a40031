using System.Reflection;
using BenchmarkDotNet.Attributes;
using Etl.Benchmarks;
using Etl.Core.Pipeline;
using Etl.Testing;

namespace Etl.Jobs.Tests.Allocations;

/// <summary>What benchmarks have to say about themselves. Each is run a few times as it is, and may not allocate more than its budget.</summary>
public sealed class BenchmarkBudgetTests
{
    const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    static readonly MethodInfo wrap = typeof(BenchmarkBudgetTests).GetMethod(
        nameof(Wrap),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;

    public static TheoryData<string> Names => [.. AllocationBudgets.All.Keys];

    [Fact]
    public void Every_benchmark_has_a_budget() =>
        Assert.Equal(
            Benchmarks().Select(NameOf).Order(StringComparer.Ordinal),
            AllocationBudgets.All.Keys.Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_class_says_what_a_call_handles() =>
        Assert.All(
            Benchmarks().Select(method => method.DeclaringType!).Distinct().SelectMany(Instances),
            instance =>
            {
                var size = Assert.IsType<IMeasured>(instance.Benchmark, exactMatch: false).CallSize;
                Assert.True(size.Bytes > 0 && size.Rows > 0, $"{instance.Benchmark}: {instance.Setting}: {size}");
            }
        );

    [Fact]
    public void Of_several_methods_one_is_the_baseline() =>
        Assert.All(
            Benchmarks().GroupBy(method => method.DeclaringType!).Where(methods => methods.Count() > 1),
            methods => Assert.Single(methods, method => method.GetCustomAttribute<BenchmarkAttribute>()!.Baseline)
        );

    [Fact]
    public void Every_stage_has_a_benchmark() =>
        Assert.Empty(
            StageClocks.Stages.Except(
                Benchmarks()
                    .Select(method => method.DeclaringType!.GetCustomAttribute<BenchmarkCategoryAttribute>())
                    .SelectMany(category => category?.Categories ?? []),
                StringComparer.Ordinal
            )
        );

    [Fact]
    public void A_call_is_what_its_time_is_told_for() =>
        Assert.All(
            Benchmarks(),
            method => Assert.Equal(1, method.GetCustomAttribute<BenchmarkAttribute>()!.OperationsPerInvoke)
        );

    [Theory]
    [MemberData(nameof(Names))]
    public void A_benchmark_stays_inside_its_budget(string name)
    {
        var method = Benchmarks().Single(method => NameOf(method) == name);
        foreach (var (setting, benchmark) in Instances(method.DeclaringType!))
        {
            var allocated = Allocation.Least(Action(method, benchmark));
            Assert.True(allocated <= AllocationBudgets.All[name], $"{setting}: {allocated} bytes were allocated.");
        }
    }

    static IEnumerable<MethodInfo> Benchmarks() =>
        typeof(AllocationBudgets)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(Own))
            .Where(method => method.IsDefined(typeof(BenchmarkAttribute)));

    static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    /// <summary>The benchmark with each value of each parameter, set up.</summary>
    static IEnumerable<(string Setting, object Benchmark)> Instances(Type type)
    {
        IEnumerable<(PropertyInfo Property, object Value)[]> settings =
        [
            [],
        ];
        foreach (var property in type.GetProperties(Own).Where(property => ValuesOf(property).Length > 0))
        {
            settings =
            [
                .. settings.SelectMany(setting =>
                    ValuesOf(property).Select(value => ((PropertyInfo, object)[])[.. setting, (property, value)])
                ),
            ];
        }
        foreach (var setting in settings)
        {
            var benchmark = Activator.CreateInstance(type)!;
            Array.ForEach(setting, pair => pair.Property.SetValue(benchmark, pair.Value));
            Call<GlobalSetupAttribute>(benchmark);
            try
            {
                var texts = setting.Select(pair => $"{pair.Property.Name} = {pair.Value}");
                yield return (string.Join(", ", texts), benchmark);
            }
            finally
            {
                Call<GlobalCleanupAttribute>(benchmark);
            }
        }
    }

    static void Call<T>(object benchmark)
        where T : Attribute =>
        benchmark
            .GetType()
            .GetMethods(Own)
            .SingleOrDefault(method => method.IsDefined(typeof(T)))
            ?.Invoke(benchmark, null);

    /// <summary>Of numbers, which only say how much there is of something, the last alone: most of it.</summary>
    static object[] ValuesOf(PropertyInfo property)
    {
        if (property.IsDefined(typeof(ParamsAllValuesAttribute)))
        {
            return [.. Enum.GetValues(property.PropertyType).Cast<object>()];
        }
        object[] values = [.. property.GetCustomAttribute<ParamsAttribute>()?.Values.OfType<object>() ?? []];
        return property.PropertyType == typeof(int) ? values[^1..] : values;
    }

    /// <summary>A call that allocates nothing itself, which reflection would.</summary>
    static Action Action(MethodInfo method, object benchmark) =>
        method.ReturnType == typeof(void)
            ? method.CreateDelegate<Action>(benchmark)
            : (Action)wrap.MakeGenericMethod(method.ReturnType).Invoke(null, [method, benchmark])!;

    static Action Wrap<T>(MethodInfo method, object benchmark)
    {
        var run = method.CreateDelegate<Func<T>>(benchmark);
        return () => run();
    }
}
