import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.AnalyzerScope;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/** Brings `greek` and `english` as the vendor's distribution has them, to compare ours with. */
public class LuceneAnalysis extends Plugin implements AnalysisPlugin {
    @Override
    public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
        return Map.of("greek", provide("greek", new GreekAnalyzer()), "english", provide("english", new EnglishAnalyzer()));
    }

    static AnalysisProvider<AnalyzerProvider<? extends Analyzer>> provide(String name, Analyzer analyzer) {
        return (index, environment, asked, settings) -> new AnalyzerProvider<Analyzer>() {
            public String name() { return name; }
            public AnalyzerScope scope() { return AnalyzerScope.GLOBAL; }
            public Analyzer get() { return analyzer; }
        };
    }
}
