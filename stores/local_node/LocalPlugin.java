package copydesk;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;
import org.elasticsearch.cluster.node.DiscoveryNodes;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.features.NodeFeature;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.AnalyzerScope;
import org.elasticsearch.index.analysis.PreBuiltAnalyzerProvider;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.ActionPlugin;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.rest.RestHandler;

/**
 * Two things that a full Elasticsearch has in modules that are not published apart: the language analyzers, by the same
 * names and from the same Lucene classes, and {@code GET /}, by which a client makes sure whom it talks to.
 */
public final class LocalPlugin extends Plugin implements ActionPlugin, AnalysisPlugin {
    private ClusterService cluster;

    @Override
    public Collection<?> createComponents(PluginServices services) {
        cluster = services.clusterService();
        return List.of();
    }

    @Override
    public Collection<RestHandler> getRestHandlers(
        RestHandlersServices services,
        Supplier<DiscoveryNodes> nodes,
        Predicate<NodeFeature> features
    ) {
        return List.of(new RootHandler(cluster));
    }

    @Override
    public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
        Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> analyzers = new HashMap<>();
        provide(analyzers, "arabic", new ArabicAnalyzer());
        provide(analyzers, "cjk", new CJKAnalyzer());
        provide(analyzers, "dutch", new DutchAnalyzer());
        provide(analyzers, "english", new EnglishAnalyzer());
        provide(analyzers, "french", new FrenchAnalyzer());
        provide(analyzers, "german", new GermanAnalyzer());
        provide(analyzers, "italian", new ItalianAnalyzer());
        provide(analyzers, "portuguese", new PortugueseAnalyzer());
        provide(analyzers, "russian", new RussianAnalyzer());
        provide(analyzers, "spanish", new SpanishAnalyzer());
        provide(analyzers, "turkish", new TurkishAnalyzer());
        return analyzers;
    }

    private static void provide(
        Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> analyzers,
        String name,
        Analyzer analyzer
    ) {
        var provider = new PreBuiltAnalyzerProvider(name, AnalyzerScope.INDICES, analyzer);
        analyzers.put(name, (index, environment, given, settings) -> provider);
    }
}
