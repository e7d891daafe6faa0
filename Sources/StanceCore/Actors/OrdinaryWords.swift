/// Ordinary words of English, by which a capitalised word at the start of a sentence is no name.
///
/// Function words and adverbs were written down; the rest are the words that this project's own
/// paragraphs have in lower case, and the common ones of the same kinds of text. No list of words
/// is complete, so whoever has a corpus counts what it has in lower case as well.
enum OrdinaryWords {
    /// Every word below.
    static let all = WordSet(words: openerList + " " + contentList)
    /// Function words and adverbs: before a name they are not part of it ("Meanwhile Lavrov").
    static let openers = WordSet(words: openerList)
    /// Days and months, which are capitalised and yet name nobody.
    static let calendar = WordSet(
        words: """
            monday tuesday wednesday thursday friday saturday sunday january february march april \
            may june july august september october november december mondays tuesdays wednesdays \
            thursdays fridays saturdays sundays
            """)

    /// Whether a capitalised word may just begin a sentence: a function word, an adverb or a month.
    static func canOpenSentence(_ word: String) -> Bool {
        let key = wordKey(ArraySlice(word.lowercased().utf8))
        return openers.contains(key) || calendar.contains(key)
    }

    private static let openerList = """
        a ah anti ex neo non post pre pro \
        about above according across actually additionally after afterwards again against ago \
        ahead albeit all almost alone along already also although always amid among an and \
        another any anyone anything apart are around as aside ask at away back be because before \
        behind being below beneath beside besides better between beyond both but by can \
        certainly clearly compared consequently considering could crucially curiously currently \
        did do does doing down due during each earlier early either elsewhere ending enough \
        equally especially even eventually ever every everybody everyone everything everywhere \
        exactly except facing far few finally first firstly five for four fourth from further \
        furthermore generally given giving going had half has have having he hence her here hers \
        herself him himself his historically hopefully how however if ignoring imagine \
        importantly in including increasingly indeed inevitably initially inside instead \
        interestingly ironically is it its itself just known last lastly late lately later least \
        less let like likely likewise little long look looking mainly many maybe me meanwhile \
        might mine more moreover most mostly much must my myself namely naturally near nearly \
        neither never nevertheless next nine no nobody none nonetheless nor not note nothing \
        notwithstanding now nowhere obviously of off often oh ok on once one only onto or \
        originally other others otherwise ought our ours ourselves out outside over overall part \
        partly per perhaps please possibly presumably previously probably quite rather read \
        really recent recently regarding regardless remember sadly said same saying says second \
        secondly see seeing seemingly seven several shall she should similarly simply since six \
        so some somebody somehow someone something sometimes somewhere soon starting still \
        subsequently such suddenly sure surely take taken taking ten than thank thanks that the \
        their theirs them themselves then there thereafter thereby therefore these they third \
        thirdly this those though three through throughout thus till to today together tomorrow \
        tonight too toward towards traditionally true two typically ultimately under underneath \
        unfortunately unless unlike until up upon us using usually very was we well were what \
        whatever when whenever where whereas wherever whether which whichever while who whoever \
        whom whose why will with within without would yes yesterday yet you your yours yourself \
        yourselves
        """

    private static let contentList = """
        abandon abducted ability able aboard abroad absence absolute abuse abuses academic \
        accepted access accident accomplished account accounts accusation accusations accuse \
        achieve achievement acknowledged act action actions active activist activists activity \
        actual add added additional address administration admit adopt adoption advance advanced \
        advice advised adviser advisers affair affairs affect afford afternoon agencies agenda \
        ages aggression agree agreed agreement agriculture aid aim aims air aircraft airfield airport \
        airports alive allegation allegations allege alleged alliance allies allow allowed ally \
        aloud alter ambassador ambassadors ambulance amend amount analysis analyst analysts \
        anniversary announce announced announcement annual answer answered anybody anyway \
        anywhere appeal appears applause application applied apply appoint appointments \
        appreciates appreciation approach approve approved area areas argue argued argument \
        armed armoured arms army arrest arrested arrivals arrive arrived article artillery asked \
        asking asks aspect assault assembly assess assessment assist assistance association \
        assume assurances attack attacked attackers attempt attempts attend attention attitude \
        audience author authorities authority autumn available average avoid award aware \
        background bad balance ballot ban bank banks banned bare barred barrels base based basic \
        basis battle bear beards bearing bears beat beaten beautifully beauty become becomes \
        been begin beginning begun behaved behaviour belief believe bench benefit benefits best \
        bid big bilateral bill billion binoculars bird birth bit black blackmail blame blamed \
        blankets blockade blocked blood blow blue board boat bodies body bomb bombed bombing \
        bombings bond bonds book border born borne borrowed bottom bought boy boys brain branch \
        breach bread break bridge brief briefing brigades bring bringing broad broadcast broader \
        broken brother brothers brought brutal bucket budget buffer build building built bulk \
        burden burial buried burned burns buses business businesses busy buyer buyers buying \
        cabinet cable call called calls calm came camp campaign camps candidate candidates \
        cannon cannot capable capital capitals captain car carbon card cards care career careful \
        cargo carpet carpets carried carry carrying cars case cases cash cause causes ceasefire \
        cent central centre centres century ceremony certain chains chaired chairman chairs \
        challenge challenges chance change changed channel chapter character charge charged \
        charges charity chart checkpoints cheques chief chiefly child children choice choose \
        choosing chose church circle cities citizen citizens city civil civilian civilians claim \
        claimed claims clash clashes class clause clear cleared climate clinic clinics close \
        closed closure clothes club coal coalition coast coastguard code cold collapse collapsed \
        colleague colleagues collective college colour column columns combat come comes comfort \
        coming command commander commended commends comment comments commercial commission \
        commit commitment committee common communications communities community companies \
        company compare compensation competition complain complaint complete complex complicity \
        compound computer concede concept concern concerned conclude conclusion condemn \
        condemned condemns condition conditions conduct conducted conference confidence \
        confirmed conflict conflicts confront congratulates congratulations congress connection \
        conscripts consequence consequences consider considerable considered consignments \
        consistent constitution constrained construction consulate consulted consumer contact \
        contain content context continent continue continued continues continuing contract \
        contracts contrast contribute control convention conversation conveys convoys \
        cooperation coordinator corner corporate correct corruption cost costly couldn council \
        count counted countries country couple courage course court courts cousin cover cowardly \
        crate create credit creditors crew crews cried crime crimes crisis criteria critic \
        critical criticism critics crop crossed crossing cruel cubic cultivation culture \
        currency current custody customary customs cut cycle cyclone daily dam damage damaged \
        dams danger dangerous dark data date dates daughter dawn day days dead deadline deadly \
        deal dealer deaths debate debt decade decades decent decide deciding decision declared \
        decline declined deep deeply defence defend defenders defense deficit degree delay \
        delegate delegation delegations deliver delivered deliveries demand demands democracy \
        democratic democrats denials denied deny department departure depended depends deplored \
        deploy depot deputy describe described describes deserve deserved deserves design desk \
        despite destroy destruction detail details detain detained detainees determine develop \
        development developments device die died diesel diet difference different difficult \
        digital diplomacy diplomat diplomatic diplomats direct direction director disagree \
        disaster discuss discussion disease dismissed display dispute disputed distance district \
        districts divers diverse division doctor doctors document documented dollar dollars \
        domestic don done donor donors door doors dormitories double doubled doubt dozen draft \
        drafted dragged draw drawing drawn dream drive drivers drone drones drop dropped drought \
        drowned drug drugs dry dug duty earn earth east eastern easy economic economist \
        economists economy edge edition editor education effect effective effort efforts eight \
        eighteen eighty elected election elections electoral electric electricity element eleven \
        elite else email embargo embassy emergency emissions emphasis empire employee employees \
        end ended enemy energy enforced engage engagement engineers ensure enter entered \
        enterprise entire environment envoy equal equipment era error escalation escort \
        essential establish estimate estimated ethnic evaluate eve evening event events evidence \
        evil examine examined example exceeded exchange exchanged excuse excuses executive \
        exercise exile exist expand expansion expect expected experience expert experts explain \
        explains explanation explosion export exports express expressed expresses extend extreme \
        eye face facility fact factor factory facts fail failed failing failure fair faith fall \
        false families family famine famous fan farm farmer farmers fast fate father favour fear \
        fears fed federal federation fee feeding feel fell female fence fewer fiction field \
        fifth fifty fight fighter fighters fighting figure figures file filed files filling \
        filmed final finance finances financial find finding findings fine fined finished fire \
        fired firing firm firms fish fishermen fit fix flag flat fleet flew flight flights flood \
        floods floor flour flow flown fly focus follow following food foot football force forces \
        forecasts foreign foreseen forest forgotten form formal former forty forum forward \
        fought found foundation fourteen fourteenth frame free freedom freely freeze fresh \
        fridge friend friends friendship front frontier frost fuel full fund funding funds \
        funeral future gain gamble game gang gangs gap garage garden gas gate gauge gave gender \
        general generals generation generators gentlemen get gets girl girls give gives global \
        goal goals goes gold gone good goods got government governments governor grade grain \
        grandmothers grant granted grateful gratitude grave graves great greater green \
        grievances ground grounds group groups grown growth guarantee guard guarding guards \
        guess guesthouses guide gun gunmen guns hadn hall hamlets hand handed handful hands \
        happen happened happy harbour hard harder hardest harm harmed head headline headlines \
        health hear heard hearing heart heat heavy height held helicopter helicopters helmets \
        help helped hero high highest highway history hit hold holding holds home homes homework \
        honest honour hope hopes horse hospital hospitals host hostage hostages hostels hosts \
        hot hotel hour hours house households houses housing huge hulk hulls human humanitarian \
        hundred hundreds hunger hurt hysterical idea identity image images impact implementation \
        import important impressive imprisoned improve incident include included income increase \
        incursion indebted independence independent individual industry inflation influence \
        information informed infrastructure initial initiative injured injury innocent inquiry \
        insist inspection inspectors institute institution institutions insult insulted \
        insurance intelligence intense interest interests interim interior internal \
        international internet interpreters intervention interview interviewed interviews into \
        invasion invest investigation investigators investment investors invitation iron island \
        islands isolation issue issued issues item jirga job jobs join joint journalist \
        journalists judge judges judgment jury justice keep keeping keeps kept key kill killed \
        killing killings kilometers kilometres kind king kingdom kitchen knew know knowing \
        knowledge knows label labour labourers lack lake lamps land language large largely \
        larger largest lasted latest laugh launch law lawful lawmaker lawmakers laws lawyer \
        lawyers lead leader leaders leadership leading leaflet league leak leaned learn learned \
        leave leaves leaving lecture lectures led left legal legislation legitimacy legitimate \
        lender length lent lesson lessons letter letters level levy liaison liberal liberty \
        library licences licensed life light lights limit limits line lines link list lists lit \
        literature lithium live lives load loan loans local location longer looked lord lorries \
        lorry lose loss losses lost love loves low loyalty lunch lying machine made magazine \
        magazines mail main mainstream major majority make makes man manage management manager \
        mandate manner map march marched mark market markets marriage massacre massacres mass massive master match \
        matched material matter matters mayor mean meaning means meant measure measures media \
        mediation medical medicines meet meeting meets member members memorandum memory men \
        mental mention message met method metres middle midnight migrants migration mile miles \
        militants military militia militias milk million millions mind minefields mineral \
        minimum minister ministers ministries ministry minor minority minute minutes mission \
        mistake mobile mocked model modern moment monarchy monastery money monitor monitors \
        month months moral morning mother motion mountain mountains mouth move moved movement \
        movements multiple murder museum music mutual myth name named names narrative narrow \
        nation national nationalist nations native natural nature naval navy nearest necessary \
        need needed negotiation negotiations negotiator negotiators neighbour neighbours network \
        networks neutral new news newspaper newspapers night nineteen ninety ninth noon normal \
        north northern noted notes notice nuclear number numbers nurse object objection \
        objective observed observer observers obstacle obtained obvious occasion occupation \
        ocean offensive offer offered offering offers office officer officers official officials \
        oil old older ones open opened opening operation operations operator opinion opponent \
        opponents opportunity opposite opposition option oral orange order orders ordinary \
        organisation organisations organization origin original outcome output overnight owe \
        owed own owner package page pages paid pain painted pairs panel paper papers parent \
        parents park parked parliament parliamentary particular parties partner partners \
        partnership party pass passage passed passports past path patience patient patients \
        patrol patrols pattern pay paying payment payments payroll pays peace peaceful \
        peacekeepers peasants people period permanent permit permits person personal personnel \
        perspective petition petrol phase phone photo photograph phrase physical picked picture \
        pictures piece pilot pilots pipeline place places plain plan plane planet plans plant \
        play player plea pledge plots poets point points poison police policemen policies policy \
        political politician politicians politics poll polls pool poor poppy population \
        populations port porters posed position positive possible post posts posture poverty \
        power powers practice praise prayer praying premier presence present president press \
        pressed pressure previous price prices prime prince principle principles print priority \
        prison prisoner prisoners private prize problem problems procedure process produce \
        produced product production professor profit program programme progress project promise \
        promised promises prompt proof propaganda property proposal proposed prosecution \
        prosecutor prosecutors prospect protect protection protest protester protesters protests \
        proud proved provide province provinces provincial provisional provoke public \
        publication publish published publisher publishing pulled pump punishment pupils purpose \
        push put puts quality quarrel quarter queen question questions queued quick quiet \
        quietly race radar radical radio raid rail railway rain raise raised ran rang range rank \
        rape rate rates reach reached reaction reader readers readings ready reaffirmed real \
        reality reason reasons rebel rebels rebuilt recalled recalls receipt received receives \
        reception recession recognition recognize record recorded records recovered recovery \
        recruits red reduce references referendum reform reforms refugee refugees refused regard \
        regards regime region regional regions register registered regret regrets regrettable \
        regretted regular regulation regulator regulators reject rejected relation relations \
        relationship relative release released relief religion religious remain remained remains \
        remarks removed reopened repaired replied reply report reported reporter reporters \
        reporting reports representative reproduced republic republican republicans request \
        requires rescue rescuers research researcher researchers reserve resident residents \
        resistance resolution resort resource resources respect response responsibility rest \
        restraint restrictions result results resume return returned revenue review reviewed \
        revolution rice rich rifles right rights ring rise risk risks rival rivals river rkiye \
        road roads rob role rolled roof room rooms rose rotting round rounds route row royal \
        rubber rule ruled rulers rules run running runs runway rural sabotage safe safety saint \
        sale sales salutes sanction sanctions sat satellite saved savings saw say scale scandal \
        scene schedule scheme scholarships school schools science scientist scientists score \
        screen sea sealed search season seat secret secretary section sector security seed seen \
        seized seldom sell selling sells seminar senate senator senators send sending sends \
        senior sense sensors sent sentence separate separately sequence sergeant series serious \
        service services session set settle settled settlement settlements seventeen severe \
        shabby share shed shelled shelling shelter shepherds ship ships shock shoot shooting \
        shop short shortage shorter shot show shown shut sick side sides siege sights sign \
        signal signature signed signing signs silence similar simple sincere single sinking \
        sister sit site sites sitting situation sixth sixty size skill sky sleep slept slow \
        small smaller smart smugglers snow social society soil sold soldier soldiers solution \
        son song sound soup source sources south southern sovereignty space spare speaker speaks \
        special speech speed spent spoke spokesman spokesperson spokeswoman sport sports \
        spreadsheet spring staff staffed stage stairs stamp stamped stamps stand standard stands \
        star start state stated statement states station stations statistics status stay stayed \
        step steps stipends stock stolen stone stood stop stopped store storm story straight \
        strategic strategy street strength stretch stretched strike strikes strip strong \
        strongly struck structure struggle student students studied study style subject \
        substantial success suggestion suggests summer summit sun supper supplied supplies \
        supply support supporter supporters supreme surface surgeons surprise survey survive \
        survivors suspect suspended suspicion sustainable sweet system table takes talk talks \
        tank tanker target tariff tariffs taught tax taxes tea teacher teachers team teams tears \
        technical technology telephone television tell telling temper tender tension tensions \
        tent tenth tents term terms terror terrorism terrorist terrorists test tested text \
        thanked theory thing thirty thought thousand thousands threat threatened threats threw \
        tie time timely times title told tomatoes tone tonnes took tool top total touch tough \
        tour tower town traced track tracks trade traders tradition traffic tragedy train \
        trained training tranche transfer transferred transfers transit transition transmit \
        transport trap travel treated treaty trees trial tribal tribunal tribute trick tried \
        trip troops trouble truce truck trust trusts truth turn turned turns twelve twenty twice \
        type ultimate unanswered unarmed understand understanding understands undertook \
        unemployment uniform union unit units unity universal university unknown unread uranium \
        urban use used useful user uses vaccinated vaccine valid valley value values vehicles \
        venue vessel veteran veterans veto victim victims victory video view village villagers \
        villages violation violations violence visa visas vision visit visited visitor voice \
        volunteer volunteers vote voted voter voters votes voting wages wait waited waiting \
        waived waiver wake walk walked wall want wanted wants war ward warmly warned warning \
        warrant wars wash waste watch watchdog watched watchtower water wave waved way weak \
        wealth weapon weapons wearing weather website wedding week weekend weeks welcome \
        welcomed welfare wells went west western wheat whole wife wild win wind window winner \
        winter winters wire wish withdrawn witness witnesses woman women won wood word words \
        work worked worker workers working workshop world worry worse worst worth wouldn wounded \
        wounds write writer writing written wrong wrote yard year years yellow young youth zero \
        zone
        """
}
